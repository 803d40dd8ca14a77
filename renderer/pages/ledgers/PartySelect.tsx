import { Select } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';

export interface PartyChoice {
  readonly id: string;
  readonly kind: 'customer' | 'reseller';
}

interface PartySelectProps {
  readonly label: string;
  readonly proposals: readonly { readonly id: string; readonly name: string; readonly kind: 'customer' | 'reseller' }[];
  readonly value: PartyChoice | null;
  onChange(choice: PartyChoice | null): void;
}

/** A customer or reseller; proposals to be reviewed come first, nothing is chosen beforehand. */
export function PartySelect({ label, proposals, value, onChange }: PartySelectProps) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const parties = useLiveQuery(() => store.parties.toArray(), [store]) ?? [];
  const entry = (party: PartyChoice & { readonly name: string }) => ({
    value: `${party.kind}:${party.id}`,
    label: `${party.name || party.id} · ${t(`codes.party.${party.kind}`)}`,
  });
  const proposed = new Set(proposals.map((party) => party.id));
  const rest = parties
    .filter((party) => !proposed.has(party.id))
    .map((party) => entry({ id: party.id, kind: party.kind, name: party.name || party.accountName }));
  const groups = [
    ...(proposals.length > 0 ? [{ label: t('ledgers.proposals'), options: proposals.map(entry) }] : []),
    { label: t('ledgers.everyone'), options: rest },
  ];
  return (
    <Select
      allowClear
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 300 }}
      placeholder={t('ledgers.leaveOpen')}
      aria-label={t('ledgers.meansOf', { party: label })}
      value={value ? `${value.kind}:${value.id}` : undefined}
      options={groups}
      onChange={(text: string | undefined) => {
        const cut = text?.indexOf(':') ?? -1;
        onChange(
          text === undefined || cut < 0
            ? null
            : { kind: text.slice(0, cut) === 'reseller' ? 'reseller' : 'customer', id: text.slice(cut + 1) },
        );
      }}
    />
  );
}
