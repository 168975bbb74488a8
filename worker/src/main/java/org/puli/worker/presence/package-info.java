/**
 * Whether somebody uses this machine, as far as it can be told: sessions as logind knows them, an X server's idle time,
 * processor time of programs that are not the worker's. Each look may take its time; a thread of its own looks. Uses
 * run to ask the system's programs, and availability.
 */
@NullMarked
package org.puli.worker.presence;

import org.jspecify.annotations.NullMarked;
