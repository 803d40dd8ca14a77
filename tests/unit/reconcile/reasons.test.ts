import { describe, expect, it } from 'vitest';
import { reason, REASONS, reasonText, reasonWords, SERVICES_MARK, type ServiceName } from '../../../shared/reconcile/reasons';

const NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  'hws.service.type.ebs': { zh: '云硬盘', en: 'Elastic Volume Service' },
  'hws.service.type.obs': { zh: '对象存储服务', en: 'Object Storage Service' },
};
const serviceName: ServiceName = (code, language) => NAMES[code]?.[language] ?? null;

describe('a reason that is about services', () => {
  const unpriced = reason('no-price-rule', { services: Object.keys(NAMES).join(SERVICES_MARK), expected: '0.00' });

  it('keeps their codes and says their names, in each language as it lists things', () => {
    const { zh, en } = reasonWords(unpriced, serviceName);
    expect(zh).toContain('云硬盘、对象存储服务 没有');
    expect(en).toContain('fits Elastic Volume Service, Object Storage Service, so');
  });

  it('says the code of one without a name', () => {
    const one = reason('no-price-rule', { services: `hws.service.type.ebs${SERVICES_MARK}other.service`, expected: '0.00' });
    expect(reasonText(one, 'zh', serviceName)).toContain('云硬盘、other.service 没有');
    expect(reasonText(unpriced, 'zh')).toContain('hws.service.type.ebs, hws.service.type.obs 没有');
  });
});

describe('a count in an English sentence', () => {
  it('has the ending of its word, and no verb hangs on it', () => {
    for (const [key, { zh, en }] of Object.entries(REASONS)) {
      expect(zh, key).not.toContain(', s}');
      for (const [, name] of en.matchAll(/\{(\w+), s\}/g)) expect(zh, key).toContain(`{${name!}}`);
      expect(en, key).not.toMatch(
        /\{(?:tested|broken|customers|resellers|invoices|deductions|months)\} (?:of \{tested\} )?(?:[a-z-]+ )?[a-z]+s\b/,
      );
    }
    const said = (tested: string): string => reasonText(reason('c3-equal', { tested }), 'en');
    expect([said('1'), said('2')].map((text) => text.split(':')[0])).toEqual(['1 refund order', '2 refund orders']);
  });
});
