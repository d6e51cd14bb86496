/** The sandbox's hosted pages. Each takes the session in its query. */
export const METHOD_PATH = '/sandbox/pay/method'
export const BANK_PATH = '/sandbox/pay/bank'
export const DONE_PATH = '/sandbox/pay/done'
