/** Our own files by path, so that a page works on each host of the community, whatever is in front of it. */
export const ownPath = (address: string, site: string): string =>
  ['/media/', '/avatars/'].some((folder) => address.startsWith(site + folder)) ? address.slice(site.length) : address;
