// Access to the stub exchange in tests. The broker's real assembly has no such class; then this class reports that it is absent.
using System;
using System.Reflection;

namespace Aftm.Exchange
{
    internal sealed class Simulation
    {
        private readonly Type stub;

        internal Simulation()
        {
            stub = typeof(PFCFAPI).Assembly.GetType("StubExchange");
        }

        /// Whether the stub is present, so that no order reaches a real market.
        internal bool IsThere { get { return stub != null; } }

        /// Whether market data can be fed into it.
        internal bool IsFed { get { return IsThere && (bool)Call("IsFed"); } }

        internal void Open(string options)
        {
            if (IsThere) Call("Open", options);
        }

        internal void Feed(string code, decimal price, long time, bool isTrade)
        {
            Call("Feed", code, price, time, isTrade);
        }

        /// The time of its market, in milliseconds since 1970; 0 if there is no stub.
        internal long Time { get { return IsThere ? (long)Call("ExchangeTime") : 0; } }

        internal long Orders { get { return (long)Call("OrderCount"); } }

        internal long Fills { get { return (long)Call("FillCount"); } }

        internal void Close()
        {
            if (IsThere) Call("Close");
        }

        private object Call(string name, params object[] arguments)
        {
            try
            {
                return stub.GetMethod(name, BindingFlags.Public | BindingFlags.Static).Invoke(null, arguments);
            }
            catch (TargetInvocationException e)
            {
                throw e.InnerException ?? e;
            }
        }
    }
}
