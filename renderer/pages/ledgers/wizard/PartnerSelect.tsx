import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

interface PartnerSelectProps {
  readonly id: string;
  readonly partners: readonly string[];
  /** Undefined while the program finds it, null for none of them. */
  readonly value: string | null | undefined;
  readonly onChange: (partner: string | null | undefined) => void;
}

const FOUND = 'found';
const NONE = 'none';

/** Which partner ID of a bill is the partner's own: the others are resellers. */
export function PartnerSelect({ id, partners, value, onChange }: PartnerSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      id={id}
      data-testid="document-partner"
      popupMatchSelectWidth={false}
      value={value === undefined ? FOUND : (value ?? NONE)}
      options={[
        { value: FOUND, label: t('ledgers.document.partnerFound') },
        { value: NONE, label: t('ledgers.document.partnerNone') },
        ...partners.map((partner) => ({ value: partner, label: partner })),
      ]}
      onChange={(chosen: string) => onChange(chosen === FOUND ? undefined : chosen === NONE ? null : chosen)}
    />
  );
}
