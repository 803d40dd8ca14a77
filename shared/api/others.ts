/**
 * Interfaces of the partner API that have nothing to do with reconciling (contract of 2026-03, operations named without a description): prices,
 * renewals, verification, member accounts. Known by name, so that an address found somewhere is not called unknown; never called.
 */
export interface Other {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly writes: boolean;
}

const READS = false;
const WRITES = true;

const NAMED: readonly (readonly [id: string, method: string, path: string, writes: boolean])[] = [
  ['AutoRenewalResources', 'POST', '/v2/orders/subscriptions/resources/autorenew/{resource_id}', WRITES],
  ['CancelAutoRenewalResources', 'DELETE', '/v2/orders/subscriptions/resources/autorenew/{resource_id}', WRITES],
  ['CancelCustomerOrder', 'PUT', '/v2/orders/customer-orders/cancel', WRITES],
  ['CancelResourcesSubscription', 'POST', '/v2/orders/subscriptions/resources/unsubscribe', WRITES],
  ['ChangeEnterpriseRealnameAuthentication', 'PUT', '/v2/customers/realname-auths/enterprise', WRITES],
  ['CheckUserIdentity', 'POST', '/v2/partners/sub-customers/users/check-identity', READS],
  ['ClaimEnterpriseMultiAccountCoupon', 'POST', '/v2/enterprises/multi-accounts/transfer-coupon', WRITES],
  ['CreateEnterpriseProjectAuth', 'POST', '/v2/enterprises/enterprise-projects/authority', WRITES],
  ['CreateEnterpriseRealnameAuthentication', 'POST', '/v2/customers/realname-auths/enterprise', WRITES],
  ['CreatePersonalRealnameAuth', 'POST', '/v2/customers/realname-auths/individual', WRITES],
  ['CreateSubCustomer', 'POST', '/v2/partners/sub-customers', WRITES],
  ['CreateSubEnterpriseAccount', 'POST', '/v2/enterprises/multi-accounts/sub-customers', WRITES],
  ['FreezeSubCustomers', 'POST', '/v2/partners/sub-customers/freeze', WRITES],
  ['ListCosts', 'POST', '/v4/costs/cost-analysed-bills/query', READS],
  ['ListCustomerBillsMonthlyBreakDown', 'GET', '/v2/costs/cost-analysed-bills/monthly-breakdown', READS],
  ['ListEnterpriseMultiAccount', 'GET', '/v2/enterprises/multi-accounts/retrieve-amount', READS],
  ['ListEnterpriseOrganizations', 'GET', '/v2/enterprises/multi-accounts/enterprise-organizations', READS],
  ['ListEnterpriseSubCustomers', 'GET', '/v2/enterprises/multi-accounts/sub-customers', READS],
  ['ListFreeResourceInfos', 'POST', '/v3/payments/free-resources/query', READS],
  ['ListFreeResourceUsages', 'POST', '/v2/payments/free-resources/usages/details/query', READS],
  ['ListFreeResourcesUsageRecords', 'GET', '/v2/bills/customer-bills/free-resources-usage-records', READS],
  ['ListIncentiveDiscountPolicies', 'GET', '/v2/products/incentive-discount-policies', READS],
  ['ListMultiAccountRetrieveCoupons', 'GET', '/v2/enterprises/multi-accounts/retrieve-coupons', READS],
  ['ListMultiAccountTransferCoupons', 'GET', '/v2/enterprises/multi-accounts/transfer-coupons', READS],
  ['ListOnDemandResourceRatings', 'POST', '/v2/bills/ratings/on-demand-resources', READS],
  ['ListOrderCouponsByOrderId', 'GET', '/v2/orders/customer-orders/order-coupons', READS],
  ['ListOrderDiscounts', 'GET', '/v2/orders/customer-orders/order-discounts', READS],
  ['ListRateOnPeriodDetail', 'POST', '/v2/bills/ratings/period-resources/subscribe-rate', READS],
  ['ListRenewRateOnPeriod', 'POST', '/v2/bills/ratings/period-resources/renew-rate', READS],
  ['ListResourceUsage', 'GET', '/v2/bills/customer-bills/resources/usage/details', READS],
  ['ListResourceUsageSummary', 'GET', '/v2/bills/customer-bills/resources/usage/summary', READS],
  ['ListStoredValueCards', 'GET', '/v2/promotions/benefits/stored-value-cards', READS],
  ['PayOrders', 'POST', '/v3/orders/customer-orders/pay', WRITES],
  ['ReclaimCouponQuotas', 'POST', '/v2/partners/coupon-quotas/indirect-partner-reclaim', WRITES],
  ['ReclaimEnterpriseMultiAccountCoupon', 'POST', '/v2/enterprises/multi-accounts/retrieve-coupon', WRITES],
  ['ReclaimIndirectPartnerAccount', 'POST', '/v2/accounts/partner-accounts/indirect-partner-reclaim', WRITES],
  ['ReclaimSubEnterpriseAmount', 'POST', '/v2/enterprises/multi-accounts/retrieve-amount', WRITES],
  ['RenewalResources', 'POST', '/v2/orders/subscriptions/resources/renew', WRITES],
  ['SendSmsVerificationCode', 'POST', '/v2/enterprises/multi-accounts/sm-verification-code', WRITES],
  ['SendVerificationMessageCode', 'POST', '/v2/bases/verificationcode/send', WRITES],
  ['SetResourcesRenewConfig', 'POST', '/v2/orders/subscriptions/resources/renew/config', WRITES],
  ['ShowCustomerExpenditureQuota', 'GET', '/v2/accounts/customer-accounts/expenditure-quota', READS],
  ['ShowMultiAccountTransferAmount', 'GET', '/v2/enterprises/multi-accounts/transfer-amount', READS],
  ['ShowRealnameAuthenticationReviewResult', 'GET', '/v2/customers/realname-auths/result', READS],
  ['ShowSubCustomerBudget', 'GET', '/v2/partners/sub-customers/budget', READS],
  ['UnfreezeSubCustomers', 'POST', '/v2/partners/sub-customers/unfreeze', WRITES],
  ['UpdateCouponQuotas', 'POST', '/v2/partners/coupon-quotas/indirect-partner-adjust', WRITES],
  ['UpdateIndirectPartnerAccount', 'POST', '/v2/accounts/partner-accounts/indirect-partner-adjust', WRITES],
  ['UpdatePeriodToOnDemand', 'POST', '/v2/orders/subscriptions/resources/to-on-demand', WRITES],
  ['UpdateSubCustomerBudget', 'POST', '/v2/partners/sub-customers/budget', WRITES],
  ['UpdateSubEnterpriseAmount', 'POST', '/v2/enterprises/multi-accounts/transfer-amount', WRITES],
];

export const OTHERS: readonly Other[] = NAMED.map(([id, method, path, writes]) => ({ id, method, path, writes }));
