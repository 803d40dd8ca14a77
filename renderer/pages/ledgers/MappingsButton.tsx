import { App, Button, Dropdown } from 'antd';
import { EllipsisOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/bridge';
import { useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';

/** Remembered mappings as a file: handed to a colleague, or taken from one. */
export function MappingsButton() {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const save = (): Promise<boolean> =>
    act(async () => {
      const text = `${JSON.stringify(await desk.mappings(), null, 2)}\n`;
      const saved = await call('saveDocument', { name: t('ledgers.mappings.fileName'), text });
      if (saved) void message.success(t('ledgers.mappings.saved', { file: saved.name }));
    });
  const take = (): Promise<boolean> =>
    act(async () => {
      const chosen = await call('openDocument', {});
      if (!chosen) return;
      const document = parsed(chosen.text);
      if (document === undefined) throw { code: 'bad-document', detail: chosen.name };
      const n = await desk.takeMappings(document);
      void message.success(n === 0 ? t('ledgers.mappings.nothingNew') : t('ledgers.mappings.taken', { n }));
    });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'save', label: <span data-testid="mappings-save">{t('ledgers.mappings.save')}</span>, onClick: () => void save() },
          { key: 'take', label: <span data-testid="mappings-take">{t('ledgers.mappings.take')}</span>, onClick: () => void take() },
        ],
      }}
    >
      <Button
        icon={<EllipsisOutlined />}
        loading={busy}
        aria-label={t('ledgers.mappings.menu')}
        title={t('ledgers.mappings.menu')}
        data-testid="mappings-menu"
      />
    </Dropdown>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
