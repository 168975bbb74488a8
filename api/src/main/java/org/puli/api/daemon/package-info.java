/**
 * What both daemons need of the operating system. Called by their mains and by the system's own threads. It uses the
 * JDK alone.
 */
@NullMarked
package org.puli.api.daemon;

import org.jspecify.annotations.NullMarked;
