import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Input, Modal } from 'antd';
import { SearchOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { findEntries, type EntryGroup } from './search';
import { Caps } from './Caps';
import type { Offer } from './use-entries';

/**
 * The command palette: one text field over a list of what can be done, by keyboard alone. The field keeps the focus and names the chosen line
 * (aria-activedescendant), as a combobox does.
 */
export function Palette({
  offers,
  recent,
  onUse,
  onClose,
}: {
  readonly offers: readonly Offer[];
  readonly recent: readonly string[];
  onUse(id: string): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const runs = new Map(offers.map((offer) => [offer.id, offer]));
  const found = findEntries(offers, query, recent).map((entry) => ({ ...runs.get(entry.id)!, group: entry.group }));
  const current = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, query]);

  const choose = (offer: Offer | undefined): void => {
    if (offer === undefined) return;
    onClose();
    onUse(offer.id);
    offer.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends a word of an input method is not meant for the list.
    if (event.nativeEvent.isComposing) return;
    const move: Partial<Record<string, number>> = {
      ArrowDown: (current + 1) % Math.max(1, found.length),
      ArrowUp: (current - 1 + found.length) % Math.max(1, found.length),
      PageDown: Math.min(found.length - 1, current + 8),
      PageUp: Math.max(0, current - 8),
      ...(event.ctrlKey || event.metaKey ? { Home: 0, End: found.length - 1 } : {}),
    };
    const next = move[event.key];
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter') choose(found[current]);
    else if (event.key === 'Escape' || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const groups: { group: EntryGroup; from: number; offers: Offer[] }[] = [];
  found.forEach((offer, index) => {
    const last = groups.at(-1);
    if (last?.group === offer.group) last.offers.push(offer);
    else groups.push({ group: offer.group, from: index, offers: [offer] });
  });
  return (
    <Modal
      open
      title={<span className="visually-hidden">{t('commands.title')}</span>}
      footer={null}
      closable={false}
      keyboard={false}
      width={620}
      className="palette"
      style={{ top: '9vh' }}
      onCancel={onClose}
      data-testid="palette"
    >
      <Input
        autoFocus
        size="large"
        prefix={<SearchOutlined aria-hidden />}
        role="combobox"
        aria-label={t('commands.placeholder')}
        aria-expanded={found.length > 0}
        aria-controls={`${prefix}list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${prefix}${current}` : undefined}
        placeholder={t('commands.placeholder')}
        maxLength={100}
        spellCheck={false}
        autoComplete="off"
        value={query}
        data-testid="palette-input"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${prefix}list`}
        role="listbox"
        aria-label={t('commands.list')}
        className="palette-list"
        data-testid="palette-list"
      >
        {groups.map(({ group, from, offers: part }) => (
          <div key={`${group}${from}`} role="group" aria-labelledby={`${prefix}group${from}`}>
            <div id={`${prefix}group${from}`} className="palette-group" role="presentation">
              {t(`commands.groups.${group}`)}
            </div>
            {part.map((offer, index) => (
              <div
                key={offer.id}
                id={`${prefix}${from + index}`}
                role="option"
                aria-selected={from + index === current}
                className="palette-option"
                data-testid="palette-option"
                data-id={offer.id}
                // A press would take the focus from the field.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setAt(from + index)}
                onClick={() => choose(offer)}
              >
                <span className="palette-title">{offer.title}</span>
                {offer.shortcut === undefined ? (
                  offer.hint !== undefined && <span className="mono muted">{offer.hint}</span>
                ) : (
                  <Caps shortcut={offer.shortcut} />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <div className="palette-nothing" data-testid="palette-nothing">
          <strong>{t('commands.nothing', { text: query.trim() })}</strong>
          <span>{t('commands.nothingHint')}</span>
        </div>
      )}
      <div className="palette-foot">
        <span>{t('commands.hint')}</span>
        <span role="status">{query.trim() === '' ? '' : t('commands.found', { n: found.length })}</span>
      </div>
    </Modal>
  );
}
