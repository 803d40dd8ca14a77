import type { ReactNode } from 'react';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

/** Head of the mapping with where it comes from. */
export function MappingSection({
  from,
  remembered,
  children,
}: {
  readonly from: 'remembered' | 'proposed' | 'given';
  /** When the remembered mapping was confirmed, in local time. */
  readonly remembered: string | null;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className="stack tight" data-testid="mapping-section" data-from={from}>
      <h2 className="section-head row">
        {t('ledgers.mapping')}
        <Tag variant="filled">
          {from === 'remembered'
            ? remembered === null
              ? t('ledgers.mappingFrom.rememberedOnce')
              : t('ledgers.mappingFrom.remembered', { at: remembered })
            : t(`ledgers.mappingFrom.${from}`)}
        </Tag>
      </h2>
      {children}
    </section>
  );
}
