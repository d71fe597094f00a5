const wanted = [20, 19];

/** Ends the process with one sentence on a Node.js that cannot run the rest. Plain syntax: old versions parse this. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  console.error(`Paopao Cloud needs Node.js ${wanted.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
