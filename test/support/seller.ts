import { type Seller, seller } from '../../store/billing/seller.ts'

const VAT = { en: 'VAT', 'zh-TW': '增值稅' }
const REVERSE = {
  en: 'Reverse charge: the buyer owes the VAT.',
  'zh-TW': '反向課稅：增值稅由買方申報繳納。',
}

/** A seller in Germany whose prices are without tax; what differs is given. */
export function sellerOne(differs: Partial<Seller> = {}): Seller {
  return seller.parse({
    id: 'SONE',
    name: 'Seller One GmbH',
    address: ['Lindenweg 1', '10115 Berlin'],
    country: 'DE',
    taxId: 'DE136695976',
    zone: 'Europe/Berlin',
    contact: 'billing@seller-one.example',
    uniformInvoice: { en: 'Ask billing@seller-one.example.', 'zh-TW': '請洽 billing@seller-one.example。' },
    pricesIncludeTax: false,
    wholeUnits: ['TWD'],
    taxes: [
      { countries: ['DE'], treatment: 'taxed', rate: 1_900, label: VAT },
      { countries: ['FR', 'NL'], buyers: 'business', treatment: 'reverse-charge', label: VAT, note: REVERSE },
      { countries: ['FR', 'NL'], buyers: 'others', treatment: 'taxed', rate: 2_000, label: VAT },
      { countries: ['US'], treatment: 'taxed', rate: 825, label: { en: 'Sales tax', 'zh-TW': '銷售稅' } },
      { countries: ['TW'], treatment: 'taxed', rate: 500, label: { en: 'Business tax', 'zh-TW': '營業稅' } },
    ],
    otherwise: { treatment: 'exempt', label: VAT },
    ...differs,
  })
}
