import { useState } from 'react';
import { Button, Checkbox, Input, Popconfirm, Select } from 'antd';
import { DeleteOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../shared/desk/api';
import type { ExportTemplate } from '../../../shared/workbook/template';
import { SHEET_KEYS } from '../../../shared/workbook/sheet-keys';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { contentOf, EVERYTHING, isEverything, MOST_TEMPLATES, sheetWords, templateOf, withSheet, type Content } from './template';

const ALL = '#all';
const OWN = '#own';

/** Which sheets and columns the workbook has: everything, a template, or a choice that can be kept as one. */
export function TemplateFields({
  language,
  content,
  onChange,
  onTemplate,
}: {
  readonly language: Language;
  readonly content: Content;
  onChange(content: Content): void;
  onTemplate(template: ExportTemplate): void;
}) {
  const { t } = useTranslation();
  const { settings } = useSessionState();
  const [chosen, setChosen] = useState(ALL);
  const templates = settings.exportTemplates;
  const choose = (value: string): void => {
    setChosen(value);
    if (value === ALL) onChange(EVERYTHING);
    const template = templates.find(({ name }) => name === value);
    if (template) onTemplate(template);
  };
  const change = (next: Content): void => {
    setChosen(isEverything(next) ? ALL : OWN);
    onChange(next);
  };
  const known = templates.some(({ name }) => name === chosen);
  return (
    <>
      <Field label={t('out.template.label')}>
        {(id) => (
          <div className="row">
            <Select
              id={id}
              style={{ minWidth: 260 }}
              data-testid="export-template"
              value={chosen}
              onChange={choose}
              options={[
                { value: ALL, label: t('out.template.all') },
                ...templates.map(({ name }) => ({ value: name, label: name })),
                { value: OWN, label: t('out.template.own') },
              ]}
            />
            {known && <RemoveTemplate name={chosen} onRemoved={() => setChosen(OWN)} />}
          </div>
        )}
      </Field>
      {chosen !== ALL && (
        <>
          <SheetChoice language={language} content={content} onChange={change} />
          {!known && <SaveTemplate language={language} content={content} onSaved={setChosen} />}
        </>
      )}
    </>
  );
}

function SheetChoice({
  language,
  content,
  onChange,
}: {
  readonly language: Language;
  readonly content: Content;
  onChange(content: Content): void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="sheet-choice" data-testid="export-sheets">
      <legend>{t('out.template.sheets')}</legend>
      {SHEET_KEYS.map((key) => {
        const { title, columns } = sheetWords(key, language);
        const taken = content.get(key);
        return (
          <div className="row nowrap" key={key}>
            <Checkbox
              checked={taken !== undefined}
              data-testid={`export-sheet-${key}`}
              onChange={(event) => onChange(withSheet(content, key, event.target.checked ? null : undefined))}
            >
              {title}
            </Checkbox>
            <Select
              mode="multiple"
              size="small"
              disabled={taken === undefined}
              aria-label={t('out.template.columnsOf', { sheet: title })}
              data-testid={`export-columns-${key}`}
              maxTagCount={0}
              maxTagPlaceholder={(left) =>
                left.length === columns.length
                  ? t('out.template.allColumns', { n: columns.length })
                  : t('out.template.someColumns', { n: left.length, all: columns.length })
              }
              popupMatchSelectWidth={false}
              optionFilterProp="label"
              value={taken === undefined ? [] : [...(taken ?? columns.map(({ value }) => value))]}
              options={columns}
              onChange={(value: string[]) => onChange(withSheet(content, key, value))}
            />
          </div>
        );
      })}
      {content.size === 0 && <p role="alert">{t('out.template.noSheet')}</p>}
    </fieldset>
  );
}

function SaveTemplate({
  language,
  content,
  onSaved,
}: {
  readonly language: Language;
  readonly content: Content;
  onSaved(name: string): void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const [name, setName] = useState('');
  const { busy, act } = useAct();
  const wanted = name.trim();
  const others = settings.exportTemplates.filter((template) => template.name !== wanted);
  const save = async (): Promise<void> => {
    const kept = await act(() => session.changeSettings({ exportTemplates: [...others, templateOf(wanted, language, content)] }));
    if (kept) onSaved(wanted);
  };
  if (others.length >= MOST_TEMPLATES) return <p className="muted">{t('out.template.full', { n: MOST_TEMPLATES })}</p>;
  return (
    <Field label={t('out.template.name')} hint={t('out.template.nameHint')}>
      {(id) => (
        <div className="row">
          <Input
            id={id}
            style={{ width: 260 }}
            maxLength={80}
            value={name}
            data-testid="export-template-name"
            onChange={(event) => setName(event.target.value)}
          />
          <Button
            loading={busy}
            disabled={wanted === '' || wanted.startsWith('#') || content.size === 0}
            onClick={() => void save()}
            data-testid="export-template-save"
          >
            {t('out.template.save')}
          </Button>
        </div>
      )}
    </Field>
  );
}

function RemoveTemplate({ name, onRemoved }: { readonly name: string; onRemoved(): void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const { act } = useAct();
  const remove = async (): Promise<void> => {
    const left = settings.exportTemplates.filter((template) => template.name !== name);
    if (await act(() => session.changeSettings({ exportTemplates: left }))) onRemoved();
  };
  return (
    <Popconfirm
      title={t('out.template.removeTitle', { name })}
      okText={t('app.act.confirm')}
      cancelText={t('app.act.cancel')}
      onConfirm={() => void remove()}
    >
      <Button icon={<DeleteOutlined />} aria-label={t('out.template.remove')} data-testid="export-template-remove" />
    </Popconfirm>
  );
}

/** Content of a template as the dialog holds it; sheets or columns it no longer knows are left out. */
export function knownContent(template: ExportTemplate): Content {
  let content: Content = new Map();
  for (const [key, columns] of contentOf(template)) {
    if (!(SHEET_KEYS as readonly string[]).includes(key)) continue;
    content = withSheet(content, key, columns);
  }
  return content;
}
