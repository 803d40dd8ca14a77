import { Link } from 'react-router';
import { piecesOf, type Block } from '../../help/blocks';

/** The blocks of a passage; a text's links lead inside of the app. */
export function Blocks({ body }: { readonly body: readonly Block[] }) {
  return body.map((block, at) => <OneBlock key={at} block={block} />);
}

function OneBlock({ block }: { readonly block: Block }) {
  if (typeof block === 'string')
    return (
      <p>
        <Text text={block} />
      </p>
    );
  if ('note' in block)
    return (
      <p className="help-note">
        <Text text={block.note} />
      </p>
    );
  if ('table' in block)
    return (
      <table className="plain">
        <thead>
          <tr>
            {block.table.head.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.table.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Text text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  const items = 'steps' in block ? block.steps : block.list;
  const List = 'steps' in block ? 'ol' : 'ul';
  return (
    <List>
      {items.map((item) => (
        <li key={item}>
          <Text text={item} />
        </li>
      ))}
    </List>
  );
}

function Text({ text }: { readonly text: string }) {
  return piecesOf(text).map((piece, at) => {
    switch (piece.kind) {
      case 'code':
        return <code key={at}>{piece.text}</code>;
      case 'strong':
        return <strong key={at}>{piece.text}</strong>;
      case 'link':
        return (
          <Link key={at} to={piece.to}>
            {piece.text}
          </Link>
        );
      case 'text':
        return piece.text;
    }
  });
}
