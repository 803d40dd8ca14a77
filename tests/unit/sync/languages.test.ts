import { expect, test } from 'vitest';
import { aRun, fee, line } from './a-run';
import { PATHS, type Lists } from './stub-api';

const LISTS: Lists = {
  [PATHS.customers]: () => [{ customer_id: 'a' }],
  [PATHS.lines]: () => [line('a')],
  [PATHS.consuming]: () => [{ customer_id: 'a' }],
  [PATHS.fees]: () => [fee('a', '1')],
  [PATHS.services]: ({ headers }) => [
    {
      service_type_code: 'hws.service.type.ec2',
      service_type_name: headers['x-language'] === 'en_US' ? 'Elastic Cloud Server' : '弹性云服务器',
    },
  ],
};

test('names of services are read in both languages, everything else in the one asked for', async () => {
  const { api, desk } = await aRun({ lists: LISTS }, { request: { language: 'en_US' } });
  const languages = (path: string): (string | undefined)[] => api.of(path).map(({ headers }) => headers['x-language']);
  expect(languages(PATHS.services).sort()).toEqual(['en_US', 'zh_CN']);
  expect(new Set([...languages(PATHS.fees), ...languages(PATHS.usages)])).toEqual(new Set(['en_US']));
  const named = (language: string): unknown => desk.rows(`service-types|language=${language}`)[0]?.['service_type_name'];
  expect([named('zh_CN'), named('en_US')]).toEqual(['弹性云服务器', 'Elastic Cloud Server']);
});
