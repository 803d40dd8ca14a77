/** Fields a kind of document may have, in words, for the mapping editor. */
import { fieldLabel, fieldsOf, type DocumentLanguage } from '../../../../shared/documents';
import type { DocumentKind } from '../../../../shared/documents/kinds';
import type { DocumentMapping } from '../../../../shared/documents/types';
import { LAYOUTS } from '../../../../shared/documents/layouts';
import { missingFields } from '../../../../shared/documents/propose';
import type { MappingChoice } from './MappingTable';

/** Choices of the mapping editor; what the kind cannot do without is marked. */
export function fieldChoices(kind: DocumentKind, language: DocumentLanguage): MappingChoice[] {
  return fieldsOf(kind).map(({ field, required }) => ({
    value: field,
    label: `${fieldLabel(kind, field, language)}${required ? ' *' : ''}`,
  }));
}

/** Labels of the fields that the kind needs and no column gives. */
export function missingLabels(kind: DocumentKind, mapping: DocumentMapping, language: DocumentLanguage): string[] {
  return missingFields(LAYOUTS[kind], mapping.columns).map((field) => fieldLabel(kind, field, language));
}
