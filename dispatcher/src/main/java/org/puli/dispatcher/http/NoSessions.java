package org.puli.dispatcher.http;

import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;

/**
 * Nobody has a session here: a token, or that he is on this machine, is all that lets him in. The server makes one for
 * each WebSocket all the same; it is told to nobody and kept nowhere, else each link that ever was would stay in
 * memory.
 */
final class NoSessions extends SessionHandler {
    NoSessions() {
        NullSessionCache cache = new NullSessionCache(this);
        cache.setSessionDataStore(new NullSessionDataStore());
        setSessionCache(cache);
        setUsingCookies(false);
        setUsingUriParameters(false);
    }
}
