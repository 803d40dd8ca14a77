import type { Inbox, InboxFile } from '../inbox/inbox';
import { BookWizard } from './BookWizard';
import { DocumentWizard } from './DocumentWizard';

/** The wizard of the open file: a book's, or a document's. Another kind or another reading begins anew. */
export function FileWizard({ inbox, file, waiting }: { readonly inbox: Inbox; readonly file: InboxFile; readonly waiting: number }) {
  if (file.state !== 'ready' || file.look === null || file.use === null) return null;
  return file.use === 'book' ? (
    <BookWizard inbox={inbox} file={file} left={waiting} />
  ) : (
    <DocumentWizard key={file.use} inbox={inbox} file={file} look={file.look} kind={file.use} left={waiting} />
  );
}
