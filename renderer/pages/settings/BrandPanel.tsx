import { useRef, useState } from 'react';
import { Button, ColorPicker, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StatementBrand } from '../../../shared/workbook/template';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';
import { BrandPreview } from './BrandPreview';

/** Kilobytes of a logo at most; as text in the settings it is a third longer. */
const MOST_KB = 500;
const EMPTY: StatementBrand = { version: 1, company: '', title: '', contact: '', footer: '', colour: '1F3A5F', logo: null };

/** How statements of account look: the user's own letterhead. */
export function BrandPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const [brand, setBrand] = useState<StatementBrand>(settings.statementBrand ?? EMPTY);
  const [saved, setSaved] = useState(false);
  const { busy, act } = useAct();
  const change = (patch: Partial<StatementBrand>): void => {
    setSaved(false);
    setBrand((before) => ({ ...before, ...patch }));
  };
  const save = async (): Promise<void> => setSaved(await act(() => session.changeSettings({ statementBrand: brand })));
  const text = (name: 'company' | 'title' | 'contact' | 'footer', most: number, example?: string, rows?: number) => (
    <Field label={t(`out.brand.${name}`)}>
      {(id) =>
        rows === undefined ? (
          <Input
            id={id}
            maxLength={most}
            value={brand[name]}
            placeholder={example}
            data-testid={`brand-${name}`}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ) : (
          <Input.TextArea
            id={id}
            rows={rows}
            maxLength={most}
            value={brand[name]}
            placeholder={example}
            data-testid={`brand-${name}`}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        )
      }
    </Field>
  );
  return (
    <Panel testid="brand">
      <div className="stack" style={{ maxWidth: 560 }}>
        <p className="muted" style={{ margin: 0 }}>
          {t('out.brand.hint')}
        </p>
        {text('company', 120, t('out.brand.companyExample'))}
        {text('title', 120, t('out.brand.titleExample'))}
        {text('contact', 400, undefined, 2)}
        {text('footer', 1_000, t('out.brand.footerExample'), 2)}
        <Field label={t('out.brand.colour')}>
          {(id) => (
            <ColorPicker
              disabledAlpha
              format="hex"
              showText
              value={`#${brand.colour}`}
              onChangeComplete={(colour) => change({ colour: colour.toHexString().slice(1, 7).toUpperCase() })}
            >
              <Button id={id} className="row nowrap" data-testid="brand-colour">
                <svg width="16" height="16" aria-hidden>
                  <rect width="16" height="16" rx="3" fill={`#${brand.colour}`} />
                </svg>{' '}
                #{brand.colour}
              </Button>
            </ColorPicker>
          )}
        </Field>
        <LogoField logo={brand.logo} onChange={(logo) => change({ logo })} />
        <div className="row">
          <Button type="primary" loading={busy} onClick={() => void save()} data-testid="brand-save">
            {t('out.brand.save')}
          </Button>
          {saved && <span role="status">{t('out.brand.saved')}</span>}
        </div>
        <h3 style={{ margin: 0 }}>{t('out.brand.preview')}</h3>
        <BrandPreview brand={brand} />
      </div>
    </Panel>
  );
}

function LogoField({ logo, onChange }: { readonly logo: string | null; onChange(logo: string | null): void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [bad, setBad] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const url = await logoOf(file);
    setBad(url === null);
    if (url !== null) onChange(url);
  };
  return (
    <Field label={t('out.brand.logo')} hint={t('out.brand.logoHint', { n: MOST_KB })}>
      {(id) => (
        <div className="row">
          <input
            ref={input}
            id={id}
            className="visually-hidden"
            type="file"
            accept="image/png,image/jpeg"
            data-testid="brand-logo"
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button onClick={() => input.current?.click()}>{t('out.brand.chooseLogo')}</Button>
          {logo !== null && (
            <Button onClick={() => onChange(null)} data-testid="brand-logo-remove">
              {t('out.brand.removeLogo')}
            </Button>
          )}
          {bad && <span role="alert">{t('out.brand.badLogo', { n: MOST_KB })}</span>}
        </div>
      )}
    </Field>
  );
}

/** The picture as a data URL, null when it is too large or no PNG or JPEG that can be drawn. */
async function logoOf(file: File): Promise<string | null> {
  if (!['image/png', 'image/jpeg'].includes(file.type) || file.size > MOST_KB * 1_000) return null;
  try {
    (await createImageBitmap(file)).close();
  } catch {
    return null;
  }
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : null);
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file);
  });
}
