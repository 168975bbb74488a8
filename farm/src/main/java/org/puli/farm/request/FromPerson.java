package org.puli.farm.request;

/** A request of which it is known who makes it; what it changes is audited under that name. */
public record FromPerson<R>(Person by, Request<R> request) implements Request<R> {}
