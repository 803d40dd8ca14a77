import { Button, Select } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useMatch, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { usePeriod } from '../session/period';

/** The period all pages look at. On the period page it moves the page along. */
export function PeriodSwitch() {
  const { t } = useTranslation();
  const { period, periods, choose } = usePeriod();
  const onPeriodPage = useMatch('/period/:period');
  const navigate = useNavigate();
  const at = period === null ? -1 : periods.indexOf(period);
  const go = (next: string | undefined): void => {
    if (next === undefined) return;
    choose(next);
    if (onPeriodPage) void navigate(`/period/${next}`);
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
