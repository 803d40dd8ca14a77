import { useTranslation } from 'react-i18next';
import type { StatementBrand } from '../../../shared/workbook/template';

/** The head of a statement as the workbook will have it; always on white, as on paper. */
export function BrandPreview({ brand }: { readonly brand: StatementBrand }) {
  const { t } = useTranslation();
  const ink = `#${brand.colour}`;
  return (
    <div className="brand-preview" data-testid="brand-preview">
      <div className="row spread nowrap">
        <strong>{brand.company}</strong>
        {brand.logo !== null && <img src={brand.logo} alt="" />}
      </div>
      <h3 style={{ color: ink }}>{brand.title || t('out.brand.titleExample')}</h3>
      <div className="head row spread" style={{ background: ink, color: inkOn(brand.colour) }}>
        <span>{t('columns.period')}</span>
        <span>{t('columns.amount')}</span>
      </div>
      <div className="foot">{[brand.contact, brand.footer].filter((text) => text !== '').join('\n')}</div>
    </div>
  );
}

/** Dark or light letters, whichever is read on the colour; the same rule as in the workbook. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red * 299 + green * 587 + blue * 114 > 150_000 ? '#1a1f29' : '#ffffff';
}
