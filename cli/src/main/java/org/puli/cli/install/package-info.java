/** Units of systemd for the two daemons: what stands in them and how they are written. */
@NullMarked
package org.puli.cli.install;

import org.jspecify.annotations.NullMarked;
