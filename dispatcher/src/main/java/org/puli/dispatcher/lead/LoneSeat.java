package org.puli.dispatcher.lead;

/** The seat of a farm whose database no other dispatcher can reach: the lock on its folder is the seat. Stateless. */
public final class LoneSeat implements Seat {
    @Override
    public boolean take() {
        return true;
    }

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public void promise(String next) {}

    @Override
    public void leave(String next) {}

    @Override
    public View look() {
        return View.NOBODY;
    }

    @Override
    public void close() {}
}
