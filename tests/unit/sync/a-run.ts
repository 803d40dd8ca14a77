/** Starts a sync against the stub with virtual time. */
import { runSync, type SyncOptions } from '../../../electron/sync/run';
import type { SyncOutcome, SyncRequest } from '../../../shared/sync/slices';
import { Desk } from './desk';
import { StubApi, type StubOptions } from './stub-api';
import { VirtualClock } from './virtual-clock';

export interface Ran {
  readonly outcome: SyncOutcome;
  readonly desk: Desk;
  readonly api: StubApi;
  readonly clock: VirtualClock;
}

export interface RunSetting extends Partial<Omit<SyncOptions, 'request' | 'clock'>> {
  readonly clock?: VirtualClock;
  readonly request?: Partial<SyncRequest>;
  readonly desk?: Desk;
}

export async function aRun(stub: Omit<StubOptions, 'clock'>, setting: RunSetting = {}): Promise<Ran> {
  const { clock = new VirtualClock() } = setting;
  const api = new StubApi({ clock, ...stub });
  const { desk = new Desk(), request, ...rest } = setting;
  const outcome = await runSync({
    request: { site: 'cn', today: '2026-11-05', periods: ['2026-10'], language: 'zh_CN', ...request },
    resume: { checkpoints: [], doneSlices: [] },
    credentials: { accessKey: 'EXAMPLEAK00000000001', secretKey: 'secret' },
    endpoint: 'http://127.0.0.1:9',
    transport: api.transport,
    emit: (event) => desk.take(event),
    signal: new AbortController().signal,
    clock,
    random: () => 0.5,
    ...rest,
  });
  return { outcome, desk, api, clock };
}

export const line = (customer: string, amount: unknown = 1.5): Record<string, unknown> => ({
  customer_id: customer,
  cloud_service_type: 'hws.service.type.ec2',
  bill_type: '0',
  charge_mode: '3',
  amount,
  measure_id: 1,
});

export const fee = (customer: string, id: string): Record<string, unknown> => ({
  id,
  customer_id: customer,
  service_type_code: 'hws.service.type.ec2',
  charging_mode: 3,
  bill_detail_type: 5,
  payment_amount: 1.29375,
});

export const order = (id: string, customer: string, type = 1, amount: unknown = 100): Record<string, unknown> => ({
  order_id: id,
  customer_id: customer,
  order_type: type,
  status: 5,
  amount_after_discount: amount,
});
