/** The database: connections, migrations, and transactions that work for one organization. */
@NullMarked
package app.atelier.platform.db;

import org.jspecify.annotations.NullMarked;
