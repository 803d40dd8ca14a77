import { useMemo } from 'react';
import type { DatePickerProps } from 'antd';
import { useLanguage } from '../session/context';

type CalendarWords = NonNullable<DatePickerProps['locale']>;

/** Names of days and months for the kit's calendar, which has them in English alone; its other words follow the language by themselves. */
export function useDayWords(): CalendarWords {
  const language = useLanguage();
  return useMemo(() => {
    const names = (of: Intl.DateTimeFormatOptions, dates: readonly number[]): string[] => {
      const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { ...of, timeZone: 'UTC' });
      return dates.map((date) => format.format(date));
    };
    const lang = {
      // 1 January 2023 was a Sunday.
      shortWeekDays: names(
        { weekday: language === 'zh' ? 'narrow' : 'short' },
        Array.from({ length: 7 }, (_, at) => Date.UTC(2023, 0, 1 + at)),
      ),
      shortMonths: names(
        { month: 'short' },
        Array.from({ length: 12 }, (_, at) => Date.UTC(2023, at, 1)),
      ),
    };
    // Merged into the kit's own words.
    return { lang } as CalendarWords;
  }, [language]);
}
