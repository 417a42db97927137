import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA's registry of special-purpose IPv4 addresses, and everything from 224 on. */
const specialV4 = new BlockList();
for (const subnet of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Public by its number, and yet the host that every machine at Azure runs on.
  '168.63.129.16/32',
]) {
  add(specialV4, subnet, 'ipv4');
}

/** What IPv6 gives to the world; loopback, link-local, unique local, multicast, mapped and NAT64 are outside of it. */
const globalV6 = new BlockList();
add(globalV6, '2000::/3', 'ipv6');

/** Parts of it that are not: protocol assignments with Teredo, documentation, and 6to4, which embeds IPv4. */
const specialV6 = new BlockList();
for (const subnet of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  add(specialV6, subnet, 'ipv6');
}

const loopback = new BlockList();
add(loopback, '127.0.0.0/8', 'ipv4');

/** Whether an IP address is one of the open internet. What is no IP address is not. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !specialV4.check(address, 'ipv4');
  return isIPv6(address) && globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

export function isLoopback(address: string): boolean {
  return isIPv4(address) ? loopback.check(address, 'ipv4') : address === '::1';
}

function add(list: BlockList, subnet: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = subnet.split('/');
  list.addSubnet(address, Number(bits), family);
}
