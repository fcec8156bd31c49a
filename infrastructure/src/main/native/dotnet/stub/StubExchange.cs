// The exchange behind the stub: it matches like the paper exchange, writes the same ledger, and injects faults. The adapter
// finds it by its name; the broker's real assembly has no such class.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

public static class StubExchange
{
    private sealed class Instrument
    {
        internal string Code;
        internal decimal Multiplier;
        internal decimal Last;
        internal long Time;
    }

    private sealed class StubOrder
    {
        internal long Seq;
        internal string Note, Account, Item, Refusal;
        internal DTrade.SideEnum Side;
        internal DTrade.OrderTypeEnum Type;
        internal DTrade.TimeInForceEnum Tif;
        internal decimal Price;
        internal int Quantity, Filled, Cancelled, Day;
        internal bool Interrupted;

        internal int Working { get { return Refusal != null ? 0 : Quantity - Filled - Cancelled; } }
        internal string Serial { get { return Seq.ToString("D6", CultureInfo.InvariantCulture); } }
        internal string OrderNo { get { return "A" + Serial; } }
        internal int Sign { get { return Side == DTrade.SideEnum.Buy ? 1 : -1; } }
    }

    private sealed class StubFill
    {
        internal StubOrder Order;
        internal long Number, Time;
        internal decimal Price;
        internal int Quantity;
    }

    private sealed class Holding
    {
        internal string Account, Item;
        internal long Quantity;
        internal decimal Cost, Realized;
    }

    private static readonly object Lock = new object();
    private static readonly Dictionary<string, Instrument> Instruments = new Dictionary<string, Instrument>();
    private static readonly List<StubOrder> Orders = new List<StubOrder>();
    private static readonly List<StubFill> Fills = new List<StubFill>();
    private static readonly Dictionary<string, Holding> Holdings = new Dictionary<string, Holding>();
    private static readonly List<StubOrder> Resting = new List<StubOrder>();
    private static readonly HashSet<string> Registered = new HashSet<string>();
    private static readonly Dictionary<string, long> Faults = new Dictionary<string, long>();
    private static List<string> accounts = new List<string>();
    private static BlockingCollection<Action> courier = new BlockingCollection<Action>();
    private static BlockingCollection<Action> quotes = new BlockingCollection<Action>();
    private static StubLedger ledger;
    private static PFCFAPI api;
    private static long latencyMs, cancels, replaces, marketTime, received, events, spoiled;
    private static volatile bool loggedIn, connected;
    private static volatile string live;

    private static readonly Dictionary<string, string> Sentences = new Dictionary<string, string>
    {
        { "ACCOUNT", "查無此帳號" }, { "PRODUCT", "商品代碼錯誤" }, { "NOPRICE", "尚無成交價" }, { "NOORDER", "查無此委託" },
        { "NOTWORKING", "委託已無剩餘口數" }, { "REPLACE", "改單內容錯誤" }, { "FAULT", "系統忙碌,請稍後再試" }
    };

    // ---- additional members for tests ----

    /// Restores the exchange from the ledger. Options: lines "name=value".
    public static void Open(string options)
    {
        lock (Lock)
        {
            Reset();
            string path = null;
            foreach (string line in options.Split('\n'))
            {
                int at = line.IndexOf('=');
                if (at > 0) Set(line.Substring(0, at), line.Substring(at + 1), ref path);
            }
            if (path != null) ledger = new StubLedger(path, Restore);
            foreach (StubOrder order in Orders)
            {
                if (order.Working > 0)
                {
                    order.Interrupted = true;
                    Resting.Add(order);
                }
            }
        }
        long threads = Math.Max(1, Fault("callback_threads"));
        for (int i = 0; i < threads; i++)
        {
            Start(courier, "pfcf-trade-" + i);
        }
        Start(quotes, "pfcf-quote");
    }

    private static void Start(BlockingCollection<Action> mine, string name)
    {
        new Thread(() => Carry(mine)) { IsBackground = true, Name = name }.Start();
    }

    private static void Reset()
    {
        Instruments.Clear();
        Orders.Clear();
        Fills.Clear();
        Holdings.Clear();
        Resting.Clear();
        Faults.Clear();
        Registered.Clear();
        accounts = new List<string>();
        courier = new BlockingCollection<Action>();
        quotes = new BlockingCollection<Action>(10000);
        ledger = null;
        api = null;
        latencyMs = cancels = replaces = marketTime = received = events = spoiled = 0;
        loggedIn = connected = false;
        live = null;
    }

    private static void Set(string name, string value, ref string path)
    {
        if (name == "ledger") path = value;
        else if (name == "latency_ms") latencyMs = Number(value);
        else if (name == "accounts") accounts = value.Split(',').Where(a => a.Length > 0).ToList();
        else if (name == "instruments")
        {
            foreach (string one in value.Split(','))
            {
                string[] parts = one.Split(':');
                if (parts.Length == 2)
                    Instruments[parts[0]] = new Instrument
                    {
                        Code = parts[0], Multiplier = decimal.Parse(parts[1], CultureInfo.InvariantCulture)
                    };
            }
        }
        else if (name == "faults")
        {
            foreach (string one in value.Split(','))
            {
                string[] parts = one.Split('=');
                if (parts.Length == 2) Faults[parts[0]] = Number(parts[1]);
            }
        }
    }

    private static long Number(string text)
    {
        return long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static long Fault(string name)
    {
        long value;
        return Faults.TryGetValue(name, out value) ? value : 0;
    }

    public static bool IsFed()
    {
        return Fault("live_ticks_ms") == 0;
    }

    public static long ExchangeTime()
    {
        lock (Lock) return marketTime;
    }

    public static void Feed(string code, decimal price, long time, bool isTrade)
    {
        lock (Lock)
        {
            Instrument instrument;
            if (!Instruments.TryGetValue(code, out instrument)) return;
            instrument.Last = price;
            instrument.Time = marketTime = time;
            if (isTrade && Registered.Contains(code)) Quote(code, price, time);
            if (Resting.Count == 0) return;
            foreach (StubOrder order in Resting.Where(o => o.Item == code).ToList())
            {
                if (order.Interrupted || isTrade) Match(order, instrument);
            }
            Resting.RemoveAll(order => order.Working == 0);
        }
    }

    public static long OrderCount()
    {
        lock (Lock) return Orders.Count;
    }

    public static long FillCount()
    {
        lock (Lock) return Fills.Count;
    }

    public static void Close()
    {
        loggedIn = false;
        live = null;
        courier.CompleteAdding();
        quotes.CompleteAdding();
        lock (Lock)
        {
            if (ledger != null) ledger.Dispose();
            ledger = null;
        }
    }

    // ---- the session ----

    internal static void Login(PFCFAPI caller, string password)
    {
        api = caller;
        ThreadPool.QueueUserWorkItem(unused =>
        {
            if (Fault("refuse_login") != 0)
            {
                caller.RaiseError("登入錯誤:密碼不正確");
                return;
            }
            caller.UserOrderSet = accounts.ToList();
            loggedIn = connected = true;
            caller.DTradeLib.RaiseConnection(true);
            caller.DQuoteLib.RaiseConnection(true);
            caller.RaiseLogin("登入成功");
        });
    }

    internal static void Logout()
    {
        loggedIn = false;
        live = null;
        var known = api;
        if (known != null) known.DQuoteLib.RaiseConnection(false);
    }

    internal static List<FutureData> Futures()
    {
        lock (Lock)
        {
            return Instruments.Values.Select(one => new FutureData
            {
                COMMODITYID = one.Code, desc = "台指期", month = "202108", Class = "F",
                Premium = one.Multiplier.ToString(CultureInfo.InvariantCulture), MaxPrice = " ", MinPrice = ""
            }).ToList();
        }
    }

    // ---- orders ----

    internal static DTrade.OrderResult Order(DTrade.OrderObject given)
    {
        if (latencyMs > 0) Thread.Sleep((int)latencyMs);
        if (Fault("delay_ms") > 0) Thread.Sleep((int)Fault("delay_ms"));
        long number = Interlocked.Increment(ref received);
        if (number == Fault("crash_at") && Fault("crash_before") == 1) Process.GetCurrentProcess().Kill();
        StubOrder order;
        string refusal;
        lock (Lock)
        {
            if (!loggedIn || !connected) throw new InvalidOperationException("尚未連線");
            order = Receive(given);
            refusal = Every("refuse_every", number) ? "FAULT" : RefusalOf(order);
            if (refusal != null) End(order, refusal);
            else
            {
                Report(order);
                Match(order, Instruments[order.Item]);
                if (order.Working > 0) Resting.Add(order);
            }
        }
        if (number == Fault("crash_at") && Fault("crash_before") == 0) Process.GetCurrentProcess().Kill();
        if (number == Fault("hang_at")) Thread.Sleep(Fault("hang_ms") == 0 ? Timeout.Infinite : (int)Fault("hang_ms"));
        if (Every("disconnect_every", number)) BreakLine();
        if (Every("throw_every", number))
        {
            string nothing = null;
            return new DTrade.OrderResult { SEQ = nothing.Length.ToString() };
        }
        return refusal == null
            ? new DTrade.OrderResult { ISSEND = true, NOTE = given.NOTE, SEQ = order.Serial, ERRORCODE = " " }
            : Refused(refusal, given.NOTE);
    }

    private static bool Every(string fault, long number)
    {
        long every = Fault(fault);
        return every > 0 && number % every == 0;
    }

    private static DTrade.OrderResult Refused(string code, string note)
    {
        return new DTrade.OrderResult { ISSEND = false, NOTE = note, ERRORCODE = code, ERRORMSG = Sentences[code] };
    }

    /// Breaks the connection after an order was received; it comes back by itself.
    private static void BreakLine()
    {
        var broken = api;
        connected = false;
        broken.DTradeLib.RaiseConnection(false);
        long pause = Fault("disconnect_ms") == 0 ? 1000 : Fault("disconnect_ms");
        new Thread(() =>
        {
            Thread.Sleep((int)pause);
            if (broken != api || !loggedIn) return;
            connected = true;
            broken.DTradeLib.RaiseConnection(true);
        }) { IsBackground = true, Name = "pfcf-reconnect" }.Start();
        throw new TimeoutException("連線中斷");
    }

    private static StubOrder Receive(DTrade.OrderObject given)
    {
        var order = new StubOrder
        {
            Seq = Orders.Count + 1, Note = given.NOTE, Account = given.ACTNO, Item = given.PRODUCTID, Side = given.BS,
            Type = given.ORDERTYPE, Tif = given.TIMEINFORCE, Price = given.PRICE, Quantity = given.ORDERQTY,
            Day = StubClock.TradingDay(Time(given.PRODUCTID))
        };
        int blank = given.NOTE.IndexOf(' ');
        string tag = blank < 0 ? given.NOTE : given.NOTE.Substring(0, blank);
        Write("order", order.Seq, Time(order.Item), ",\"tag\":" + StubLedger.Text(tag) + ",\"note\":"
            + StubLedger.Text(blank < 0 ? "" : given.NOTE.Substring(blank + 1)) + ",\"account\":" + StubLedger.Text(order.Account)
            + ",\"item_code\":" + StubLedger.Text(order.Item) + ",\"side\":\"" + SideName(order) + "\",\"order_type\":\""
            + TypeNames[(int)order.Type] + "\",\"price\":" + Plain(order.Price) + ",\"quantity\":" + order.Quantity
            + ",\"time_in_force\":\"" + order.Tif.ToString().ToLowerInvariant() + "\",\"open_close\":\""
            + OpenCloseNames[(int)given.OPENCLOSE] + "\",\"day_trade\":"
            + (given.DTRADE == DTrade.DayTradeEnum.Y ? "true" : "false"));
        Orders.Add(order);
        return order;
    }

    private static readonly string[] TypeNames = { "limit", "market", "range_market" };
    private static readonly string[] OpenCloseNames = { "open", "close", "auto" };

    private static string SideName(StubOrder order)
    {
        return order.Side == DTrade.SideEnum.Buy ? "buy" : "sell";
    }

    private static void Write(string kind, long seq, long time, string rest)
    {
        if (ledger == null) return;
        long now = (long)(DateTime.UtcNow - StubClock.Epoch).TotalMilliseconds;
        ledger.Append("{\"kind\":\"" + kind + "\",\"seq\":" + seq + ",\"received_at\":" + now + ",\"exchange_time\":" + time
            + rest + "}");
    }

    private static long Time(string item)
    {
        Instrument instrument;
        if (Instruments.TryGetValue(item, out instrument) && instrument.Time != 0) return instrument.Time;
        return marketTime != 0 ? marketTime : (long)(DateTime.UtcNow - StubClock.Epoch).TotalMilliseconds;
    }

    private static string RefusalOf(StubOrder order)
    {
        if (accounts.Count > 0 && !accounts.Contains(order.Account)) return "ACCOUNT";
        Instrument instrument;
        if (!Instruments.TryGetValue(order.Item, out instrument)) return "PRODUCT";
        return instrument.Time == 0 ? "NOPRICE" : null;
    }

    private static void Match(StubOrder order, Instrument instrument)
    {
        bool wasInterrupted = order.Interrupted;
        order.Interrupted = false;
        string refusal = wasInterrupted ? RefusalOf(order) : null;
        bool isPast = order.Day != 0 && order.Day < StubClock.TradingDay(instrument.Time);
        if (refusal != null || isPast) End(order, refusal);
        else if (Crosses(order, instrument.Last)) Fill(order, instrument);
        else if (order.Tif != DTrade.TimeInForceEnum.ROD) End(order, null);
    }

    private static bool Crosses(StubOrder order, decimal last)
    {
        return order.Type != DTrade.OrderTypeEnum.Limit
            || (order.Side == DTrade.SideEnum.Buy ? last <= order.Price : last >= order.Price);
    }

    private static void Fill(StubOrder order, Instrument instrument)
    {
        var fill = new StubFill
        {
            Order = order, Number = Fills.Count + 1, Time = instrument.Time, Price = instrument.Last, Quantity = order.Working
        };
        Write("fill", fill.Number, fill.Time, ",\"order_seq\":" + order.Seq + ",\"account\":" + StubLedger.Text(order.Account)
            + ",\"item_code\":" + StubLedger.Text(order.Item) + ",\"side\":\"" + SideName(order) + "\",\"price\":"
            + Plain(fill.Price) + ",\"quantity\":" + fill.Quantity);
        Book(fill);
        var match = MatchOf(fill);
        var to = api;
        Raise(() => to.DTradeLib.Raise(match));
        Report(order);
    }

    private static void Book(StubFill fill)
    {
        StubOrder order = fill.Order;
        order.Filled += fill.Quantity;
        Fills.Add(fill);
        string key = order.Account + " " + order.Item;
        Holding held;
        if (!Holdings.TryGetValue(key, out held))
            Holdings[key] = held = new Holding { Account = order.Account, Item = order.Item };
        long closing = Math.Sign(held.Quantity) == -order.Sign ? Math.Min(Math.Abs(held.Quantity), fill.Quantity) : 0;
        if (closing > 0)
        {
            decimal cost = held.Cost * closing / Math.Abs(held.Quantity);
            held.Realized += fill.Price * closing * Math.Sign(held.Quantity) - cost;
            held.Cost -= cost;
            held.Quantity += order.Sign * closing;
            if (held.Quantity == 0) held.Cost = 0;
        }
        long opening = fill.Quantity - closing;
        held.Cost += fill.Price * opening * order.Sign;
        held.Quantity += order.Sign * opening;
    }

    private static void End(StubOrder order, string refusal)
    {
        Write("cancel", ++cancels, Time(order.Item), ",\"order_seq\":" + order.Seq
            + (refusal == null ? "" : ",\"refusal\":\"" + refusal + "\""));
        if (refusal == null) order.Cancelled += order.Working;
        else order.Refusal = refusal;
        Report(order);
    }

    internal static DTrade.OrderResult Replace(DTrade.ReplaceObject given)
    {
        if (latencyMs > 0) Thread.Sleep((int)latencyMs);
        lock (Lock)
        {
            if (!loggedIn || !connected) throw new InvalidOperationException("尚未連線");
            StubOrder order = Orders.FirstOrDefault(o => o.OrderNo == given.ORDERNO && o.Account == given.ACTNO);
            if (order == null) return Refused("NOORDER", given.NOTE);
            if (order.Working == 0) return Refused("NOTWORKING", given.NOTE);
            if (given.REPLACETYPE == DTrade.ReplaceTypeEnum.Cancel) End(order, null);
            else
            {
                bool isPrice = given.REPLACETYPE == DTrade.ReplaceTypeEnum.Price;
                bool isWrong = isPrice
                    ? given.PRICE <= 0 || order.Type != DTrade.OrderTypeEnum.Limit
                    : given.ORDERQTY < 1 || given.ORDERQTY >= order.Working;
                if (isWrong) return Refused("REPLACE", given.NOTE);
                if (isPrice) order.Price = given.PRICE;
                else order.Cancelled += given.ORDERQTY;
                Write("replace", ++replaces, Time(order.Item), ",\"order_seq\":" + order.Seq + ",\"price\":" + Plain(order.Price)
                    + ",\"quantity\":" + order.Working);
                Report(order);
                Instrument instrument = Instruments[order.Item];
                if (Crosses(order, instrument.Last)) Fill(order, instrument);
            }
            Resting.RemoveAll(one => one.Working == 0);
            return new DTrade.OrderResult { ISSEND = true, NOTE = given.NOTE, SEQ = order.Serial };
        }
    }

    private static void Restore(Dictionary<string, string> line)
    {
        long seq = Number(line["seq"]);
        string time;
        long at = line.TryGetValue("exchange_time", out time) ? marketTime = Number(time) : 0;
        string kind = line["kind"];
        if (kind == "order")
        {
            Require(seq == Orders.Count + 1);
            Orders.Add(new StubOrder
            {
                Seq = seq, Note = (line["tag"] + " " + line["note"]).TrimEnd(' '), Account = line["account"],
                Item = line["item_code"],
                Side = line["side"] == "buy" ? DTrade.SideEnum.Buy : DTrade.SideEnum.Sell,
                Type = (DTrade.OrderTypeEnum)Array.IndexOf(TypeNames, line["order_type"]),
                Tif = (DTrade.TimeInForceEnum)Enum.Parse(typeof(DTrade.TimeInForceEnum), line["time_in_force"], true),
                Price = decimal.Parse(line["price"], CultureInfo.InvariantCulture), Quantity = (int)Number(line["quantity"]),
                Day = at == 0 ? 0 : StubClock.TradingDay(at)
            });
            return;
        }
        StubOrder order = Orders[(int)Number(line["order_seq"]) - 1];
        Require(order.Working > 0);
        if (kind == "fill")
        {
            Require(seq == Fills.Count + 1);
            Book(new StubFill
            {
                Order = order, Number = seq, Time = at, Price = decimal.Parse(line["price"], CultureInfo.InvariantCulture),
                Quantity = (int)Number(line["quantity"])
            });
        }
        else if (kind == "cancel")
        {
            Require(seq == ++cancels);
            string refusal;
            if (line.TryGetValue("refusal", out refusal)) order.Refusal = refusal;
            else order.Cancelled += order.Working;
        }
        else
        {
            Require(kind == "replace" && seq == ++replaces);
            order.Price = decimal.Parse(line["price"], CultureInfo.InvariantCulture);
            order.Cancelled += order.Working - (int)Number(line["quantity"]);
        }
    }

    private static void Require(bool sound)
    {
        if (!sound) throw new FormatException();
    }

    // ---- events ----

    private static void Carry(BlockingCollection<Action> mine)
    {
        foreach (Action action in mine.GetConsumingEnumerable())
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                Console.Error.WriteLine("An event handler threw: " + e.Message);
            }
        }
    }

    /// Raises an event of an order or a trade; loses or repeats it if that fault is turned on.
    private static void Raise(Action action)
    {
        if (api == null) return;
        long number = Interlocked.Increment(ref events);
        if (Every("lose_every", number)) return;
        Post(action);
        if (Every("repeat_every", number)) Post(action);
    }

    private static void Post(Action action)
    {
        if (!courier.IsAddingCompleted) courier.Add(action);
    }

    private static void Report(StubOrder order)
    {
        var reply = ReplyOf(order);
        var to = api;
        Raise(() => to.DTradeLib.Raise(reply));
    }

    private static DTrade.Reply ReplyOf(StubOrder order)
    {
        bool refused = order.Refusal != null;
        long time = Time(order.Item);
        return new DTrade.Reply
        {
            brokerId = "F0", investorAcno = order.Account, networkId = order.Serial, orderTime = StubClock.Text(time),
            orderNo = order.OrderNo, subAct = "", productKind = "1", productId = Spoil(order.Item + "  ", false),
            BS = order.Side == DTrade.SideEnum.Buy ? "B" : "S", orderType = "LMP".Substring((int)order.Type, 1),
            orderPrice = Spoil(Plain(order.Price), true), orderQty = Spoil(order.Quantity.ToString(), true),
            NoMatchQty = Spoil(order.Working.ToString(), true), matchQty = Spoil(order.Filled.ToString(), true),
            DelQty = Spoil(order.Cancelled == 0 && !Spoils() ? " " : order.Cancelled.ToString(), true),
            orderCondition = "RIF".Substring((int)order.Tif, 1), openCloseFlag = " ", dayTrade = "N",
            tradedate = Spoil(StubClock.TradingDay(time).ToString(CultureInfo.InvariantCulture), true), note = order.Note,
            mdate = "", orderStatus = refused ? Sentence(order.Refusal) : "委託成功",
            Statuscode = refused ? order.Refusal : "0000", seq = order.Serial, beforeQty = "", afterQty = "", source = "API"
        };
    }

    private static string Sentence(string code)
    {
        string text;
        return Sentences.TryGetValue(code, out text) ? text : "委託失敗";
    }

    private static DTrade.Match MatchOf(StubFill fill)
    {
        return new DTrade.Match
        {
            brokerId = "F0", investorAcno = fill.Order.Account, networkId = fill.Order.Serial,
            matchTime = StubClock.Text(fill.Time), orderNo = fill.Order.OrderNo, subAct = "", productKind = "1",
            productId = fill.Order.Item, BS = fill.Order.Side == DTrade.SideEnum.Buy ? "B" : "S",
            MatchPrice = Spoil(" " + Plain(fill.Price), true), MatchQty = Spoil(fill.Quantity.ToString(), true),
            matchseq = fill.Number.ToString(CultureInfo.InvariantCulture), MatchPriceFoot1 = "", MatchPriceFoot2 = "",
            note = fill.Order.Note, mdate = "",
            tradedate = Spoil(StubClock.TradingDay(fill.Time).ToString(CultureInfo.InvariantCulture), true)
        };
    }

    private static readonly string[] Spoilt = { null, "", "   ", "十二", "12x", "999999999999999999999999999999" };

    private static bool Spoils()
    {
        return Fault("spoil_every") > 0;
    }

    /// Makes every n-th field missing, blank, malformed or Chinese, if that fault is turned on.
    private static string Spoil(string field, bool isNumber)
    {
        if (!Spoils() || !isNumber) return field;
        long number = Interlocked.Increment(ref spoiled);
        return number % Fault("spoil_every") == 0 ? Spoilt[number / Fault("spoil_every") % Spoilt.Length] : field;
    }

    private static string Plain(decimal number)
    {
        return (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
    }

    // ---- queries ----

    private static bool IsOf(string account, string asked)
    {
        return asked == "" || asked == account;
    }

    internal static void QueryReply(string account)
    {
        List<DTrade.Reply> found;
        lock (Lock) found = Orders.Where(o => IsOf(o.Account, account)).Select(ReplyOf).ToList();
        var to = api.DTradeLib;
        Post(() =>
        {
            if (found.Count == 0) to.RaiseQuery(0, 0, (DTrade.Reply)null);
            for (int i = 0; i < found.Count; i++) to.RaiseQuery(found.Count, i + 1, found[i]);
        });
    }

    internal static void QueryMatch(string account)
    {
        List<DTrade.Match> found;
        lock (Lock) found = Fills.Where(f => IsOf(f.Order.Account, account)).Select(MatchOf).ToList();
        var to = api.DTradeLib;
        Post(() =>
        {
            if (found.Count == 0) to.RaiseQuery(0, 0, (DTrade.Match)null);
            for (int i = 0; i < found.Count; i++) to.RaiseQuery(found.Count, i + 1, found[i]);
        });
    }

    internal static void QueryPositions(string account)
    {
        var found = new List<string[]>();
        bool unknown;
        lock (Lock)
        {
            unknown = account != "" && accounts.Count > 0 && !accounts.Contains(account);
            List<Holding> open =
                Holdings.Values.Where(h => h.Quantity != 0 && IsOf(h.Account, account)).ToList();
            for (int i = 0; i < open.Count; i++) found.Add(PositionOf(open[i], open.Count, i + 1));
        }
        var to = api.DAccountLib;
        Post(() =>
        {
            if (unknown) to.RaisePositionError("201", "查無帳號");
            else if (found.Count == 0) to.Raise(Enumerable.Repeat("0", 22).ToArray());
            else found.ForEach(to.Raise);
        });
    }

    private static string[] PositionOf(Holding held, int count, int number)
    {
        decimal last = Price(held), average = held.Cost / held.Quantity;
        bool isLong = held.Quantity > 0;
        string quantity = Spoil(Math.Abs(held.Quantity).ToString(), true);
        string cost = Spoil(Plain(average), true);
        decimal open = (last * held.Quantity - held.Cost) * Multiplier(held);
        return new[]
        {
            count.ToString(), number.ToString(), held.Account, held.Item + " ", "期貨", "0", "0", " ", " ", " ", " ", "0",
            isLong ? quantity : " ", isLong ? "" : quantity, Plain(last), isLong ? cost : "0", isLong ? "" : cost, "", "",
            Spoil(Plain(open), true), "TWD", "0"
        };
    }

    private static decimal Price(Holding held)
    {
        Instrument instrument;
        return Instruments.TryGetValue(held.Item, out instrument) && instrument.Time != 0
            ? instrument.Last : held.Quantity == 0 ? 0 : held.Cost / held.Quantity;
    }

    private static decimal Multiplier(Holding held)
    {
        Instrument instrument;
        return Instruments.TryGetValue(held.Item, out instrument) ? instrument.Multiplier : 1;
    }

    internal static void QueryMargin(string account)
    {
        decimal balance = 10000000, open = 0, bound = 0;
        lock (Lock)
        {
            foreach (Holding held in Holdings.Values.Where(h => h.Account == account))
            {
                decimal multiplier = Multiplier(held), last = Price(held);
                balance += held.Realized * multiplier;
                open += (last * held.Quantity - held.Cost) * multiplier;
                bound += Math.Abs(last * held.Quantity) * multiplier / 10;
            }
        }
        var to = api.DAccountLib;
        Post(() => to.RaiseMargin(Plain(balance), Plain(open), Plain(balance + open), Plain(bound),
            Plain(balance + open - bound), account));
    }

    // ---- quotes ----

    internal static void Register(string code)
    {
        long pause = Fault("live_ticks_ms");
        lock (Lock)
        {
            if (!Instruments.ContainsKey(code)) throw new ArgumentException("商品代碼錯誤");
            if (pause == 0) Registered.Add(code);
        }
        if (pause == 0) return;
        live = code;
        var mine = api;
        new Thread(() =>
        {
            var random = new Random(1);
            decimal price = 17300;
            for (long total = 1; live == code && mine == api; total++)
            {
                price += random.Next(3) - 1;
                long now = (long)(DateTime.UtcNow - StubClock.Epoch).TotalMilliseconds;
                Feed(code, price, now, true);
                mine.DQuoteLib.Raise(code, StubClock.Text(now) + "000", Spoil(Plain(price), true), "1", total.ToString());
                Thread.Sleep((int)pause);
            }
        }) { IsBackground = true, Name = "pfcf-quote" }.Start();
    }

    private static void Quote(string code, decimal price, long time)
    {
        var to = api;
        if (to == null || quotes.IsAddingCompleted) return;
        string told = Plain(price), at = StubClock.Text(time);
        quotes.Add(() => to.DQuoteLib.Raise(code, at + "000", told, "1", "1"));
    }

    internal static void Unregister(string code)
    {
        lock (Lock) Registered.Remove(code);
        if (live == code) live = null;
    }
}

/// Taipei time of day, and the exchange's trading day, which starts at 15:00 of the evening before.
internal static class StubClock
{
    internal static readonly DateTime Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static DateTime Local(long millis)
    {
        return Epoch.AddMilliseconds(millis).AddHours(8);
    }

    internal static string Text(long millis)
    {
        return Local(millis).ToString("HHmmssfff", CultureInfo.InvariantCulture);
    }

    internal static int TradingDay(long millis)
    {
        DateTime local = Local(millis);
        DateTime day = local.Hour >= 15 ? local.Date.AddDays(1) : local.Date;
        while (day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday) day = day.AddDays(1);
        return day.Year * 10000 + day.Month * 100 + day.Day;
    }
}
