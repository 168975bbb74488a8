/**
 * The real programs as processes of their own, started as in production: to be run, killed and looked at from outside.
 * Safe on the thread that started them. Uses the JDK only, /proc and the launcher.
 */
@NullMarked
package org.puli.simulation.program;

import org.jspecify.annotations.NullMarked;
