/**
 * ZeroMQ sockets with their limits set, and the loop that polls them.
 * Each socket belongs to the thread that opened it; every socket of the system is created here.
 */
@NullMarked
package dev.aftm.infrastructure.zeromq.socket;

import org.jspecify.annotations.NullMarked;
