type TicketType = {
  readonly category: string;
  readonly code: string;
  readonly description: string;
  readonly severity: string;
  readonly subCategories: readonly string[];
};

function type(
  category: string,
  code: string,
  description: string,
  subCategories: readonly string[] = [],
): TicketType {
  return {category, code, description, severity: code.endsWith('01') ? 'High' : 'Medium', subCategories};
}

// The codes of the older API have this form; which there are, and their texts, is made up.
export const TICKET_TYPES: readonly TicketType[] = [
  type('Cross Connect', 'xc01', 'A live cross connect stopped working', [
    'Copper',
    'Single-mode fibre',
    'Multi-mode fibre',
  ]),
  type('Cross Connect', 'xc02', 'A new cross connect was not installed properly'),
  type('Network', 'net01', 'Network outage', ['Total', 'Partial']),
  type('Power', 'pwr01', 'Total power outage'),
  type('Power', 'pwr02', 'Partial power outage', ['One feed', 'One outlet']),
  type('Environment', 'env01', 'Temperature rising'),
  type('Environment', 'env02', 'Temperature falling'),
  type('Environment', 'env03', 'Water leak'),
  type('Hardware', 'hw01', 'A device has a service-impacting fault'),
  type('Security', 'sec01', 'Cage door not working'),
  type('Managed Services', 'ms13', 'Managed firewall'),
];
