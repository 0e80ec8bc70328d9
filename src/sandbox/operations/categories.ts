type Category = {readonly category: string; readonly subCategory: string};

function category(name: string, subCategory: string): Category {
  return {category: name, subCategory};
}

// GET shows texts, never the code. Those of the first eight families are published in substance; ours are our own words.
const CATEGORIES: Readonly<Record<string, Category>> = {
  '0000-0000': category('Cross Connect', 'A live cross connect stopped working'),
  '0000-0002': category('Cross Connect', 'A new cross connect was not installed properly'),
  '0002-0000': category('Power', 'We are having a total power outage'),
  '0002-0001': category('Power', 'We are having a partial power outage'),
  '0003-0000': category('Environment', 'Temperature is rising'),
  '0003-0001': category('Environment', 'Temperature is falling'),
  '0003-0002': category('Environment', 'Water leak'),
  '0003-0003': category('Environment', 'Structural damage'),
  '0004-0000': category('Hardware', 'A device has a service-impacting fault'),
  '0005-0000': category('Security', 'Service problem with cage or cabinet'),
  '0005-0001': category('Security', 'Cage door not working'),
  '0007-0000': category('SmartView', 'IBX SmartView power draw'),
  '0007-0001': category('SmartView', 'IBX SmartView environment'),
  '0007-0002': category('SmartView', 'IBX SmartView mechanical system'),
  '0007-0003': category('SmartView', 'IBX SmartView environmental sensor'),
};

const FAMILIES: readonly (readonly [prefix: string, name: string])[] = [
  ['0302', 'Orders and Contracts'],
  ['0305', 'Billing'],
  ['0306', 'Billing'],
  ['03', 'Account'],
  ['00', 'Digital Services'],
  ['', 'Portal Support'],
];

export function categoryOf(code: string): Category {
  const family = FAMILIES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'Portal Support';
  return CATEGORIES[code] ?? category(family, `Request ${code}`);
}
