package org.puli.dispatcher.store.care;

/**
 * Who does something to a whole database.
 *
 * @param user a name, as the audit shows it
 * @param at when, milliseconds since 1970
 */
public record Author(String user, long at) {}
