/** A test that checks nothing proves nothing: without an assertion it fails. */
beforeEach(() => {
  expect.hasAssertions();
});
