import i18next, { type TFunction } from 'i18next';
import type { Language } from '../../../shared/desk/api';
import { en } from '../../../renderer/i18n/en';
import { addEndings } from '../../../renderer/i18n/endings';
import { zh } from '../../../renderer/i18n/zh';

/** The words as the window has them; a key without words fails the test that asks for it. */
export async function wordsIn(language: Language): Promise<TFunction> {
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: language,
      fallbackLng: false,
      resources: { zh: { translation: zh }, en: { translation: en } },
      interpolation: { escapeValue: false },
      returnNull: false,
      saveMissing: true,
      missingKeyHandler: (_languages, _space, key) => {
        throw new Error(`no words for ${key}`);
      },
    });
    addEndings(i18next);
  }
  return i18next.getFixedT(language) as TFunction;
}
