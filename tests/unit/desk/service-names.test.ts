import { describe, expect, it } from 'vitest';
import { ServiceBook } from '../../../renderer/desk/service-names';
import { viewTable } from '../../../renderer/desk/view-sources';
import { nameIn } from '../../../shared/desk/names';
import { ServiceNames } from '../../../shared/ledger/services';
import { aCore } from './a-core';

const ECS = 'hws.service.type.ec2';

function bookOf(fill: (book: ServiceBook) => void) {
  const book = new ServiceBook();
  fill(book);
  return book.rows();
}

describe('names of services', () => {
  it('are kept in both languages, as the lists of service types say them', () => {
    const rows = bookOf((book) => {
      book.seen(ECS, '云服务器');
      book.listed(ECS, '弹性云服务器', 'zh_CN');
      book.listed(ECS, 'Elastic Cloud Server', 'en_US');
    });
    expect(rows).toEqual([{ code: ECS, zh: '弹性云服务器', en: 'Elastic Cloud Server' }]);
  });

  it('that only a bill knows go to the language of their script', () => {
    expect(bookOf((book) => book.seen('x', 'Old Service'))).toEqual([{ code: 'x', zh: '', en: 'Old Service' }]);
    expect(bookOf((book) => book.seen('x', '旧服务'))).toEqual([{ code: 'x', zh: '旧服务', en: '' }]);
  });

  it('are shown in the language asked for, else in the other one', () => {
    expect(nameIn({ zh: '甲', en: 'A' }, 'en')).toBe('A');
    expect(nameIn({ zh: '甲', en: '' }, 'en')).toBe('甲');
    expect(nameIn({ zh: '', en: '' }, 'zh')).toBeNull();
    expect(nameIn(undefined, 'zh')).toBeNull();
  });

  it('stand in grids in the language of the view', async () => {
    const { core } = aCore({
      breaks: [{ id: 'b1', service: ECS, reason: { zh: '', en: '' } }],
      services: [{ code: ECS, zh: '弹性云服务器', en: 'Elastic Cloud Server' }],
    });
    const shown = async (language: 'zh' | 'en'): Promise<unknown> => {
      const table = await viewTable(core, 'breaks', language);
      return (await table.cells(Uint32Array.of(0)))[0]?.[table.columns.findIndex((column) => column.key === 'serviceName')];
    };
    expect([await shown('zh'), await shown('en')]).toEqual(['弹性云服务器', 'Elastic Cloud Server']);
  });

  it('of either language are taken from a ledger', () => {
    const known = new ServiceNames([
      { code: ECS, name: '弹性云服务器' },
      { code: ECS, name: 'Elastic Cloud Server' },
    ]);
    expect([known.find('弹性云服务器'), known.find('elastic cloud server')]).toEqual([ECS, ECS]);
  });
});
