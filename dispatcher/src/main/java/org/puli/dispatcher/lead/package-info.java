/**
 * Which of several dispatchers leads: takes the one seat, begins and ends a term, hands over, and refuses to lead a
 * farm
 * of which something acknowledged is missing. Passive objects; uses the ring's types alone.
 */
@NullMarked
package org.puli.dispatcher.lead;

import org.jspecify.annotations.NullMarked;
