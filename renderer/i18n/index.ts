/** Languages of the desk: Chinese is the source, English has the same shape. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/desk/api';
import { en } from './en';
import { addEndings } from './endings';
import { zh } from './zh';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
    returnNull: false;
  }
}

/** Starts the words in a language. A key without words is reported as an error, so that a test sees it. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    saveMissing: true,
    missingKeyHandler: (languages: readonly string[], _space: string, key: string) => {
      console.error(`no words for "${key}" in ${languages.join(', ')}`);
    },
  });
  addEndings(i18next);
  showDocumentLanguage(language);
}

export async function switchWords(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  showDocumentLanguage(language);
}

function showDocumentLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = i18next.t('app.name');
}
