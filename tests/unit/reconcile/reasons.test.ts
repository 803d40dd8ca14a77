import { describe, expect, it } from 'vitest';
import { reason, reasonText, reasonWords, SERVICES_MARK, type ServiceName } from '../../../shared/reconcile/reasons';

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
