/**
 * The gateway's own codes whose meaning the desk knows, each with the failure it is and what it says, for Help. What a client does about each is
 * electron/sync/errors.ts; a test holds the two together. Source: errors-and-limits.md.
 */
import type { SliceFailure } from './failures';

export interface GatewayCode {
  readonly failure: SliceFailure;
  readonly zh: string;
  readonly en: string;
}

const known = (failure: SliceFailure, zh: string, en: string): GatewayCode => ({ failure, zh, en });

export const GATEWAY_CODES: Readonly<Record<string, GatewayCode>> = {
  'APIGW.0101': known('withdrawn', '网关没有这个地址', 'The gateway knows no such address'),
  'APIGW.0301': known(
    'credentials',
    '签名或密钥有误、密钥停用或被锁定、时间相差过大',
    'Wrong signature or key, key disabled or locked, clock too far off',
  ),
  'APIGW.0302': known('permission', '该用户不能调用这个接口', 'The user may not call this interface'),
  'APIGW.0303': known('credentials', '应用认证有误或已过期', 'Application authentication wrong or expired'),
  'APIGW.0304': known('permission', '应用没有授权', 'The application is not authorised'),
  'APIGW.0305': known('credentials', '认证信息有误', 'Authentication data wrong'),
  'APIGW.0306': known('permission', '访问被拒绝', 'Access denied'),
  'APIGW.0307': known('credentials', '令牌需要更新，或属于别的区域', 'The token must be renewed, or is of another region'),
  'APIGW.0308': known('throttled', '超出流量限制', 'Throttled'),
  'APIGW.0310': known('service', '项目不可用', 'The project is unavailable'),
  'APIGW.0311': known('credentials', '调试认证有误', 'Debugging authentication wrong'),
  'APIGW.0401': known('address', '认不出来源地址', 'The client’s address is not known'),
  'APIGW.0402': known('address', '来源地址不在允许名单中', 'The client’s address is not allowed'),
  'APIGW.0404': known('service', '后端地址被拒绝', 'The backend’s address is refused'),
  'APIGW.0501': known('throttled', '应用的配额已用完', 'The application’s quota is used up'),
  'APIGW.0502': known('permission', '应用被冻结', 'The application is frozen'),
  'APIGW.0801': known('permission', '服务在此区域不可用', 'The service is not allowed in this region'),
  'APIGW.0802': known('permission', '用户在此区域不可用', 'The user is not allowed in this region'),
  'CBC.0100': known('contract', '参数有误', 'Parameter error'),
  'CBC.0101': known('contract', '参数无效', 'Parameter invalid'),
  'CBC.0150': known('permission', '操作不合法', 'Illegal operation'),
  'CBC.0151': known(
    'permission',
    '访问被拒绝：账号类型不符，或缺少权限项',
    'Access denied: wrong kind of account, or a permission item is missing',
  ),
  'CBC.0154': known('credentials', '令牌不合法或已过期', 'Token illegal or expired'),
  'CBC.0155': known('account-kind', '账号资料不符，或没有接口权限', 'Account data wrong, or no right to the interface'),
  'CBC.0250': known('throttled', '服务自身的流量控制', 'The service’s own throttling'),
  'CBC.0999': known('service', '其他错误', 'Other error'),
  'CBC.5001': known('not-partner', '调用者不是伙伴', 'The caller is no partner'),
  'CBC.5002': known('not-found', '客户不存在', 'The customer does not exist'),
  'CBC.30000010': known('not-found', '订单不存在或无效', 'No such order, or an invalid one'),
  'CBC.99000000': known('foreign', '没有操作该客户的权限', 'No right over this customer'),
  'CBC.99000035': known('foreign', '不是该伙伴的客户', 'Not a customer of this partner'),
  'CBC.99000037': known('foreign', '没有操作该云经销商的权限', 'No right over that reseller'),
  'CBC.99000047': known('not-found', '账户不存在', 'The account does not exist'),
  'CBC.99000049': known('permission', '经销商模式的客户没有账户余额', 'A reseller-model customer has no balance'),
  'CBC.99000084': known('permission', '经销商模式的客户不能查询收支', 'Movements of a reseller-model customer cannot be queried'),
  'CBC.99003012': known('not-found', '资源不存在', 'The resource does not exist'),
  'CBC.99005026': known('not-found', '不是退订或降配订单', 'Not an unsubscription or downgrade order'),
};

/** Codes that mean a failure, in code-unit order of the table. */
export function codesOf(failure: SliceFailure): readonly (readonly [code: string, known: GatewayCode])[] {
  return Object.entries(GATEWAY_CODES).filter(([, one]) => one.failure === failure);
}
