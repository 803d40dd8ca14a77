/** Services of the made-up world with their names in both languages; codes have the documented form. */

export interface Resource {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly usage: string;
  readonly usageZh: string;
  readonly usageEn: string;
}

export interface Service {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly abbreviation: string;
  readonly resources: readonly [Resource, ...Resource[]];
}

function resource(code: string, zh: string, en: string, usage: string, usageZh: string, usageEn: string): Resource {
  return { code: `hws.resource.type.${code}`, zh, en, usage, usageZh, usageEn };
}

function service(code: string, zh: string, en: string, abbreviation: string, ...resources: [Resource, ...Resource[]]): Service {
  return { code: `hws.service.type.${code}`, zh, en, abbreviation, resources };
}

const duration = ['Duration', '时长', 'Duration'] as const;

export const EC2 = service('ec2', '弹性云服务器', 'Elastic Cloud Server', 'ECS', resource('vm', '云主机', 'Cloud server', ...duration));
export const EBS = service('ebs', '云硬盘', 'Elastic Volume Service', 'EVS', resource('volume', '云硬盘', 'Disk', ...duration));
export const OBS = service(
  'obs',
  '对象存储服务',
  'Object Storage Service',
  'OBS',
  resource('obs', '对象存储', 'Object storage', 'storage', '存储用量', 'Storage'),
);
export const VPC = service(
  'vpc',
  '虚拟私有云',
  'Virtual Private Cloud',
  'VPC',
  resource('bandwidth', '带宽', 'Bandwidth', 'upflow', '上行流量', 'Outbound traffic'),
  resource('ip', '弹性公网IP', 'Elastic IP', ...duration),
);
export const RDS = service(
  'rds',
  '云数据库',
  'Relational Database Service',
  'RDS',
  resource('rds.vm', '云数据库实例', 'Database instance', ...duration),
);
export const ELB = service(
  'elb',
  '弹性负载均衡',
  'Elastic Load Balance',
  'ELB',
  resource('elb', '负载均衡器', 'Load balancer', ...duration),
);
export const CDN = service(
  'cdn',
  '内容分发网络',
  'Content Delivery Network',
  'CDN',
  resource('cdn', '内容分发', 'Content delivery', 'cdnflow', '加速流量', 'CDN traffic'),
);
export const SFS = service('sfs', '弹性文件服务', 'Scalable File Service', 'SFS', resource('sfs', '文件系统', 'File system', ...duration));

/** Used by everyone; CDN and SFS are kept for charges whose months are arranged one by one. */
export const COMMON_SERVICES: readonly Service[] = [EC2, EBS, OBS, VPC, RDS, ELB];
export const SERVICES: readonly Service[] = [...COMMON_SERVICES, CDN, SFS];

export const REGIONS = [
  { code: 'cn-north-4', zh: '华北-北京四', en: 'CN North-Beijing4' },
  { code: 'cn-east-3', zh: '华东-上海一', en: 'CN East-Shanghai1' },
  { code: 'ap-southeast-3', zh: '亚太-新加坡', en: 'AP-Singapore' },
] as const;

const services = new Map(SERVICES.map((s) => [s.code, s]));
const resources = new Map(SERVICES.flatMap((s) => s.resources.map((r) => [r.code, r] as const)));
const regions = new Map<string, (typeof REGIONS)[number]>(REGIONS.map((r) => [r.code, r]));

/** Names by code, null for codes the world does not know. */
export const serviceByCode = (code: string): Service | null => services.get(code) ?? null;
export const resourceByCode = (code: string): Resource | null => resources.get(code) ?? null;
export const regionByCode = (code: string): (typeof REGIONS)[number] | null => regions.get(code) ?? null;
