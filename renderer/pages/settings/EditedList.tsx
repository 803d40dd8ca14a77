import { useState, type ReactNode } from 'react';
import { Alert, Button, Input, Pagination, Popconfirm } from 'antd';
import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { ruleFaultText, type PlacedFault } from '../../../shared/reconcile/rule-faults';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { useLanguage } from '../../app/session/context';

const PAGE = 50;
/** From so many on, a list can be searched. */
const SEARCHED = 11;
export const MOST_NAMED = 5;

interface EditedListProps<T> {
  readonly ids: { readonly panel: string; readonly table: string; readonly row: string; readonly list: string; readonly item: string };
  readonly words: {
    readonly title: string;
    readonly hint: string;
    readonly empty: string;
    readonly add: string;
    readonly save: string;
    readonly find: string;
  };
  readonly items: readonly T[];
  readonly changed: boolean;
  readonly faults: readonly PlacedFault[];
  readonly columns: readonly { readonly head: string; readonly money?: boolean; cell(item: T, at: number): ReactNode }[];
  /** What a list is searched by, and what its acts are read out with. */
  textOf(item: T): string;
  nameOf(item: T): string;
  /** Between adding and saving: taking files in and out. */
  readonly menu: ReactNode;
  /** What is to be said of the list besides its faults. */
  readonly notes?: ReactNode;
  /** Where their order matters. */
  readonly ordered?: { onCopy(at: number): void; onMove(at: number, by: -1 | 1): void };
  onAdd(): void;
  onEdit(at: number): void;
  onRemove(at: number): void;
  onRevert(): void;
  onSave(): Promise<unknown>;
}

/** A document that is a list, as a table: added to, edited, taken from, and saved as a whole; what is wrong with it is named by place. */
export function EditedList<T>(props: EditedListProps<T>) {
  const { ids, words, items, changed, faults, columns, textOf, menu, notes, onAdd, onRevert, onSave } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, act } = useAct();
  const [find, setFind] = useState('');
  const [page, setPage] = useState(1);
  const found = items
    .map((item, at) => ({ item, at }))
    .filter(({ item }) => find === '' || textOf(item).toLowerCase().includes(find.trim().toLowerCase()));
  const last = Math.max(1, Math.ceil(found.length / PAGE));
  const shown = found.slice((Math.min(page, last) - 1) * PAGE, Math.min(page, last) * PAGE);
  return (
    <Panel
      testid={ids.panel}
      title={words.title}
      actions={
        <div className="row">
          <Button icon={<PlusOutlined />} onClick={onAdd} data-testid={`${ids.item}-add`}>
            {words.add}
          </Button>
          {menu}
          <Button disabled={!changed} onClick={onRevert}>
            {t('prices.revert')}
          </Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!changed || faults.length > 0}
            onClick={() => void act(onSave)}
            data-testid={`${ids.list}-save`}
          >
            {words.save}
          </Button>
        </div>
      }
    >
      <p className="muted" style={{ marginTop: 0 }}>
        {words.hint} {changed && <strong data-testid={`${ids.list}-changed`}>{t('prices.unsaved')}</strong>}
      </p>
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('prices.faults', { n: faults.length })}
          description={faults.slice(0, MOST_NAMED).map(({ place, fault }) => (
            <div key={place}>
              <code>{place}</code> {ruleFaultText(fault, language)}
            </div>
          ))}
          data-testid={`${ids.list}-faults`}
        />
      )}
      {notes}
      {items.length >= SEARCHED && (
        <Input.Search
          allowClear
          style={{ maxWidth: 320, margin: '8px 0' }}
          placeholder={words.find}
          aria-label={words.find}
          value={find}
          onChange={(event) => {
            setFind(event.target.value);
            setPage(1);
          }}
        />
      )}
      {items.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <div className="table-scroll">
          <table className="plain rules" data-testid={ids.table}>
            <thead>
              <tr>
                {columns.map(({ head, money }) => (
                  <th scope="col" key={head} className={money ? 'money' : ''}>
                    {head}
                  </th>
                ))}
                <th scope="col">{t('prices.columns.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ item, at }) => (
                <tr key={at} data-testid={ids.row} data-id={props.nameOf(item)}>
                  {columns.map(({ head, money, cell }) => (
                    <td key={head} className={money ? 'money' : ''}>
                      {cell(item, at)}
                    </td>
                  ))}
                  <td>
                    <Acts {...props} item={item} at={at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {items.length > 0 && found.length === 0 && <p className="muted">{t('prices.notFound')}</p>}
      {found.length > PAGE && (
        <Pagination
          size="small"
          current={Math.min(page, last)}
          pageSize={PAGE}
          total={found.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </Panel>
  );
}

function Acts<T>({
  ids,
  items,
  item,
  at,
  nameOf,
  ordered,
  onEdit,
  onRemove,
}: EditedListProps<T> & { readonly item: T; readonly at: number }) {
  const { t } = useTranslation();
  const name = nameOf(item);
  const said = (act: 'edit' | 'duplicate' | 'up' | 'down' | 'remove') => ({
    'aria-label': `${t(`prices.${act}`)} ${name}`,
    title: t(`prices.${act}`),
    'data-testid': `${ids.item}-${act}`,
    type: 'text' as const,
    size: 'small' as const,
  });
  return (
    <span className="row nowrap">
      <Button icon={<EditOutlined />} {...said('edit')} onClick={() => onEdit(at)} />
      {ordered && (
        <>
          <Button icon={<CopyOutlined />} {...said('duplicate')} onClick={() => ordered.onCopy(at)} />
          <Button icon={<ArrowUpOutlined />} {...said('up')} disabled={at === 0} onClick={() => ordered.onMove(at, -1)} />
          <Button icon={<ArrowDownOutlined />} {...said('down')} disabled={at === items.length - 1} onClick={() => ordered.onMove(at, 1)} />
        </>
      )}
      <Popconfirm
        title={`${t('prices.remove')} ${name}?`}
        okText={t('app.act.confirm')}
        cancelText={t('app.act.cancel')}
        onConfirm={() => onRemove(at)}
      >
        <Button icon={<DeleteOutlined />} {...said('remove')} />
      </Popconfirm>
    </span>
  );
}
