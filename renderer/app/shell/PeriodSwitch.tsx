import { Button, Select } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useLocation, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { addressIn, usePeriod } from '../session/period';

/** The period all pages look at. Choosing another is a step of the way: it stands in the address, and going back returns to the month before. */
export function PeriodSwitch() {
  const { t } = useTranslation();
  const { period, periods } = usePeriod();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const at = period === null ? -1 : periods.indexOf(period);
  const go = (next: string | undefined): void => {
    if (next !== undefined && next !== period) void navigate(addressIn(next, pathname, search));
  };
  return (
    <span className="row nowrap" role="group" aria-label={t('app.header.period')}>
      <Button
        type="text"
        size="small"
        icon={<LeftOutlined />}
        disabled={at <= 0}
        aria-label={t('app.header.earlier')}
        onClick={() => go(periods[at - 1])}
      />
      <Select
        size="small"
        value={period}
        placeholder={t('app.header.noPeriod')}
        disabled={periods.length === 0}
        data-testid="period-switch"
        aria-label={t('app.header.period')}
        style={{ width: periods.length === 0 ? 150 : 104 }}
        options={[...periods].reverse().map((value) => ({ value, label: value }))}
        onChange={(value) => go(value ?? undefined)}
      />
      <Button
        type="text"
        size="small"
        icon={<RightOutlined />}
        disabled={at < 0 || at >= periods.length - 1}
        aria-label={t('app.header.later')}
        onClick={() => go(periods[at + 1])}
      />
    </span>
  );
}
