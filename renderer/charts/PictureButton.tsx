import type { RefObject } from 'react';
import { App, Button, Dropdown } from 'antd';
import { PictureOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { call } from '../app/bridge';
import { useAct } from '../app/parts/act';
import type { Series } from './Legend';
import { chartPicture, pngOf, type PictureWords } from './picture';

/** Saves the chart as it is shown, as PNG or SVG, where the user says. */
export function PictureButton({
  chart,
  figure,
  series,
  words,
}: {
  readonly chart: string;
  /** Holds the chart. */
  readonly figure: RefObject<HTMLElement | null>;
  readonly series: readonly Series[];
  readonly words: PictureWords;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const save = (kind: 'png' | 'svg'): Promise<boolean> =>
    act(async () => {
      if (!figure.current) return;
      const picture = chartPicture(figure.current, chart, series, words);
      const bytes = kind === 'png' ? await pngOf(picture) : new TextEncoder().encode(picture.svg);
      const saved = await call('saveImage', { name: `${words.title}.${kind}`, kind, bytes });
      if (saved) void message.success(t('overview.picture.saved', { file: saved.name }));
    });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['png', 'svg'] as const).map((kind) => ({
          key: kind,
          label: <span data-testid={`${chart}-${kind}`}>{t(`overview.picture.${kind}`)}</span>,
        })),
        onClick: ({ key }) => void save(key === 'svg' ? 'svg' : 'png'),
      }}
    >
      <Button size="small" icon={<PictureOutlined />} loading={busy} data-testid={`${chart}-picture`}>
        {t('overview.picture.save')}
      </Button>
    </Dropdown>
  );
}
