import { InfoCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { DocumentPreview } from '../../../../shared/desk/api';
import { noteText } from '../../../../shared/documents';
import { useLanguage } from '../../../app/session/context';
import { localTime } from '../../../app/words';

/** What is worth knowing about a document before it is confirmed: assumptions made, and other sources for the same months. */
export function DocumentNotes({ preview }: { readonly preview: DocumentPreview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const notes = (preview.notes ?? []).map((note) => noteText(note, language));
  if (preview.alsoFromApi.length > 0) notes.push(t('ledgers.document.alsoFromApi', { months: preview.alsoFromApi.join(', ') }));
  for (const { file, at } of preview.earlier) notes.push(t('ledgers.document.earlier', { file, at: localTime(at) }));
  if (notes.length === 0) return null;
  return (
    <ul className="notes" data-testid="document-notes">
      {notes.map((note) => (
        <li key={note}>
          <InfoCircleOutlined aria-hidden />
          {note}
        </li>
      ))}
    </ul>
  );
}
