import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DOCUMENT_KINDS } from '../../../../shared/documents/kinds';
import type { LedgerRole } from '../../../../shared/reconcile/types';
import type { FileUse } from '../inbox/inbox';

const ROLES: readonly LedgerRole[] = ['cost', 'revenue', 'prepayment'];

interface KindSelectProps {
  readonly id: string;
  readonly use: FileUse;
  readonly role: LedgerRole | null;
  onChange(use: FileUse, role: LedgerRole | null): void;
}

/** What a file is: one of the user's books, or one of Huawei Cloud's files. */
export function KindSelect({ id, use, role, onChange }: KindSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      id={id}
      data-testid="file-kind"
      popupMatchSelectWidth={false}
      value={use === 'book' ? (role ?? undefined) : use}
      options={[
        { label: t('ledgers.kind.books'), options: ROLES.map((value) => ({ value: value as string, label: t(`codes.role.${value}`) })) },
        {
          label: t('ledgers.kind.documents'),
          options: DOCUMENT_KINDS.map((value) => ({ value: value as string, label: t(`codes.documentKind.${value}`) })),
        },
      ]}
      onChange={(value: string) => {
        const book = ROLES.find((each) => each === value);
        const kind = DOCUMENT_KINDS.find((each) => each === value);
        if (book) onChange('book', book);
        else if (kind) onChange(kind, null);
      }}
    />
  );
}
