import type { Mirror } from '../blocks';
import type { questions as zh } from '../zh/questions';

export const questions = {
  title: 'Questions on partner billing',
  summary: '401, joining the partner programme, incentive payout, audited operations, retired interfaces, settling and invoicing.',
  passages: [
    {
      at: '401',
      title: 'The interface answers 401: what now?',
      body: [
        '401 means “I do not know who you are”; a missing permission is 403. The desk tries once only: failures are counted, and too many lock the key. Check in this order:',
        {
          steps: [
            'Is the key mistyped, disabled or deleted; has a temporary key expired? Enter it again under Settings > Profiles and keys, where saving checks it.',
            'Is the computer’s clock right? A signature more than 15 minutes off is refused; the desk corrects itself by the server’s time once.',
            'Does the key belong to the partner account, not to a customer’s?',
            'Has the company joined the Solution Provider programme? See [below](/help/questions/join).',
          ],
        },
        'Still 401 after joining: old interfaces (v1.0) with `{partner_id}` in their address have to be opened by your contact at Huawei Cloud. The desk does not use them; if your own scripts do, change to their [successors](/help/retired).',
        'For programs that call with a token: it is valid for 24 hours from its creation, counted in UTC. The desk signs with AK/SK and does not have that problem.',
      ],
    },
    {
      at: 'join',
      title: 'Why the Solution Provider programme has to be joined first',
      body: [
        'Partner billing interfaces are open to solution providers and distributors only. The company’s account passes enterprise real-name authentication and then applies under Programs in Partner Center; once it is approved, keys of that account can call.',
        'A second-tier reseller has no partner bill and finds income and expense only in its finance menu; bill, invoices and incentive are its distributor’s, and the two settle between themselves.',
        'An account that is only a customer, a partner not yet certified, or another account of the same company gets 401 or 403 ([RD-105](/help/errors/not-partner), [RD-104](/help/errors/account-kind)).',
      ],
    },
    {
      at: 'incentive-payout',
      title: 'Why incentive payout asks for business information certification',
      body: [
        'Paying needs verified company data: bank and account, taxpayer type and tax rate, the company’s registration code. This certification is neither the real-name authentication nor a capability certification; it is done separately in Partner Center, and without it, or when it has lapsed, the application for payout leads there.',
        {
          steps: [
            'The partner’s administrator opens business information certification in Partner Center and enters company and bank data; as code type choose the unified social credit code.',
            'Confirm the random amount paid to the account as asked, and wait for the review. If no money arrives, check the bank data first.',
            'Once approved, apply for the payout again in incentive management.',
          ],
        },
        'What is asked for depends on how it is paid: as voucher quota, or into the Huawei Cloud account as an invoice owed, no invoice from you is needed and the system books it; a bank transfer needs your invoice first.',
        'In the desk: incentive paid into the account is among the movements, voucher quota among the quotas, and control total [C9](/help/totals/C9) finds them for the incentive details. Bank transfers are not in the account; compare them with your bank’s record.',
      ],
    },
    {
      at: 'audited',
      title: 'Which operations in Partner Center are audited',
      body: [
        'With Cloud Trace Service (CTS) enabled, these operations in Partner Center leave an event that can be looked up there:',
        {
          table: {
            head: ['Operation', 'Event name'],
            rows: [
              ['Record of an invitation', '`addBpInviteTraceLog`'],
              ['An invited user joins', '`customerEnter`'],
              ['A customer confirms or refuses an agency request', '`confirmCustomerAgentAuthorizationApply`'],
              ['Request to end or change an association', '`applyUnbindOrSwitchCooperation`'],
              ['Online authorisation approved and confirmed', '`approvePartnerOrCustomerApply`'],
              ['Request for payment by the partner', '`applyPartnerPayment`'],
              ['Customer allow list imported (government subsidy)', '`importCustomerWhiteList`'],
              ['Customer allow list switched on or off', '`deactiveCustomerWhiteList`'],
              ['Project applications exported', '`exportGsProjectApplication`'],
            ],
          },
        },
        'The billing centre has a list of its own: exports of bills and of income and expense, top-ups, withdrawals, requests for invoices, payments, unsubscriptions.',
        'Allocations, reclaims and issued coupons are not on Partner Center’s list: their record are the fund adjustments and the operation records, on the pages Adjustments & accounts and Coupons. The desk only reads and causes none of these events; what is done in the desk stands on its Audit page.',
      ],
    },
    {
      at: 'retired-interfaces',
      title: 'An interface our script calls was withdrawn: which one now?',
      body: [
        'Paste the old address under [retired interfaces](/help/retired) to see its successor and what differs. The desk uses current ones only.',
        {
          note: 'Most successors differ in more than their address: names use underscores, page numbers became record offsets, amounts changed between number and text, and errors no longer come with status 200. A script that only changes the address skips pages or takes an error for an empty result.',
        },
      ],
    },
    {
      at: 'settle',
      title: 'Which figures can be settled on',
      body: [
        {
          table: {
            head: ['Data', 'Use'],
            rows: [
              ['Partner bill', 'The only basis for settling, repaying and invoicing with Huawei Cloud'],
              [
                'Bill lines (monthly summary of customers)',
                'May serve to settle with and invoice customers; compared with the partner bill (C1)',
              ],
              ['Fee records, customer expenditure', 'Show use of resources; they explain and cannot be settled on'],
              ['Allocations, budgets', 'Money moved and limits; no consumption'],
            ],
          },
        },
        'Where costs differ, what stands lower in this list may explain what stands higher, and never corrects it.',
      ],
    },
    {
      at: 'owed-invoices',
      title: 'What owed invoices are, and why less is invoiced than billed',
      body: [
        'Owed invoices come from two places: invoices drawn on money paid in, and incentive paid into the account. A later application for an invoice first offsets them against consumption of the same tax rate; the rest is invoiced.',
        'So invoiced = consumption chosen - offset. The offset stands in the billing centre’s details of owed invoices (欠票详情), with no interface; one invoice has one tax rate and one contracting entity, and a month with arrears cannot be invoiced.',
      ],
    },
    {
      at: 'empty',
      title: 'Why a customer is missing although nothing failed',
      body: [
        'Asked for customers that are not yours or of another kind, some interfaces leave them out and still answer with success. The desk compares whom it asked for with who came, and lists the missing as [RD-107](/help/errors/foreign).',
        'A customer that has left is no longer on the list, but its consumption of that month is still read; its remaining balance returns to the partner account as a reclaim on unbinding.',
      ],
    },
    {
      at: 'coupons-differ',
      title: 'Coupons differ from what Partner Center shows',
      body: [
        'The interface gives coupons of resale customers only, the screen those of referral customers too; coupons issued by Huawei Cloud itself are in neither. They differ by design, see [C5](/help/totals/C5).',
      ],
    },
    {
      at: 'list-price',
      title: 'Customers see other amounts than our cost',
      body: [
        'On the International site a resale customer sees list prices in its own billing centre, which are no money spent; the partner’s cost is the settlement amount after its discount, and what it charges is its own decision. A customer’s own bill therefore proves nothing about the partner’s cost and is not imported.',
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;
