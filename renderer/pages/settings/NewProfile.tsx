import { useState } from 'react';
import { Alert, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session/context';
import { Field } from '../../app/parts/Field';
import { KeysForm } from './KeysForm';

/** A profile for an account: name, site, gateway, keys. The profile is added when the keys are sent. */
export function NewProfile({ submitText, onReady }: { readonly submitText?: string; onReady(id: string, right: boolean): void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [name, setName] = useState('');
  const [site, setSite] = useState<'cn' | 'intl'>('cn');
  const [gateway, setGateway] = useState<'official' | 'custom'>('official');
  const [url, setUrl] = useState('');
  const [added, setAdded] = useState<{ readonly id: string; readonly as: string } | null>(null);
  const [sessionOnly, setSessionOnly] = useState(false);
  const add = async (): Promise<string> => {
    const endpoint = gateway === 'official' ? { kind: 'official' as const } : { kind: 'custom' as const, url: url.trim() };
    const choice = { name: name.trim() || t(`codes.site.${site}`), site, endpoint };
    const as = JSON.stringify(choice);
    // Keys that were refused are typed again for the same profile; one with another site or address is another profile, and the first holds nothing yet.
    if (added?.as === as) return added.id;
    if (added !== null) await session.deleteProfile(added.id);
    const profile = await session.addProfile(choice);
    setAdded({ id: profile.id, as });
    return profile.id;
  };
  return (
    <div className="stack">
      <Field label={t('columns.name')}>
        {(id) => (
          <Input
            id={id}
            maxLength={80}
            value={name}
            placeholder={t('settings.profiles.nameExample')}
            data-testid="profile-name"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('settings.profiles.site')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={site}
            onChange={(event) => setSite(event.target.value as 'cn' | 'intl')}
            options={(['cn', 'intl'] as const).map((value) => ({ value, label: t(`codes.site.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('settings.profiles.gateway')} hint={gateway === 'custom' ? t('settings.profiles.customHint') : undefined}>
        {(id) => (
          <div id={id} className="stack">
            <Radio.Group
              value={gateway}
              onChange={(event) => setGateway(event.target.value as 'official' | 'custom')}
              options={(['official', 'custom'] as const).map((value) => ({ value, label: t(`settings.profiles.${value}`) }))}
            />
            {gateway === 'custom' && (
              <Input
                aria-label={t('settings.profiles.gateway')}
                placeholder="https://"
                maxLength={300}
                value={url}
                data-testid="profile-url"
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </div>
        )}
      </Field>
      <KeysForm
        profile={add}
        submitText={submitText ?? t('settings.profiles.connect')}
        onSaved={(status, id, right) => {
          setSessionOnly(!status.durable);
          onReady(id, right);
        }}
      />
      {sessionOnly && <Alert type="warning" showIcon title={t('settings.keys.sessionOnly')} />}
    </div>
  );
}
