const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const exact = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** The optional dependencies, named by system and processor, that no entry of the lock file answers for. */
export function missingPlatformPackages(packages) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      missing.set(`node_modules/${name}`, platformEntry(name, version, entry));
    }
  }
  return [...missing];
}

/** The entries that say where they were downloaded: the host of one machine's registry does not belong in the file. */
export function registryAddresses(packages) {
  const remote = ([, { resolved, link }]) => resolved && !link && /^https?:/.test(resolved);
  return Object.entries(packages)
    .filter(remote)
    .map(([path]) => path);
}

/** Looks where Node would look: beside the package, then in each folder above it. */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function platformEntry(name, version, { dev }) {
  if (!exact.test(version)) throw new Error(`${name} is wanted as ${version}: only an exact version can be completed.`);
  const words = name.split('/').at(-1).split('-');
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.filter((word) => processors.includes(word));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name} does not name one system and one processor.`);
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return { version, cpu, ...(dev && { dev }), ...(libc && { libc }), optional: true, os };
}
