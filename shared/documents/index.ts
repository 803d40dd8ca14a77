/** Files that Huawei Cloud hands to partners: recognised, mapped, read. Contract: api/files.md. */
export { recognise } from './recognise';
export { documentOptions, proposeDocumentMapping } from './propose';
export { readDocument } from './read';
export { DocumentRefused } from './refused';
export { fieldLabel, fieldsOf, noteText, refusalText, type DocumentLanguage } from './words';
export { DOCUMENT_KINDS, type DocumentKind } from './kinds';
