// Stands for `pg` where tests have no database.
throw new Error(
  'This test imports the database and was started without one. Start the tests again: what each needs is read from its imports at the start.',
)
