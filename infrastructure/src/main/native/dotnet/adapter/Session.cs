// The adapter from exchange_dll.h to the broker's API. docs/brokers/pfcf.md contains the mapping as a table.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Aftm.Exchange
{
    internal sealed unsafe class Session
    {
        private const string Accepted = "0000";

        private readonly Simulation simulation = new Simulation();
        private readonly PFCFAPI api = new PFCFAPI();
        private readonly Listener listener;
        private readonly IntPtr context;
        private readonly string dealer;
        private readonly int noteBytes;

        /// What the broker's documents say of notes: 10 characters, no Chinese.
        private const int BrokersNoteBytes = 10;

        /// Events hold the read lock; Close takes the write lock, so that it waits for them and none follows.
        private readonly ReaderWriterLockSlim gate = new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion);

        private readonly object names = new object();
        /// The number under which an order was sent, by the exchange's number, and the reverse.
        private readonly Dictionary<string, string> serials = new Dictionary<string, string>();
        private readonly Dictionary<string, string> orderNumbers = new Dictionary<string, string>();
        private readonly Dictionary<string, int> workingBySerial = new Dictionary<string, int>();
        private readonly Dictionary<string, string> sentByTag = new Dictionary<string, string>();
        private readonly HashSet<string> taken = new HashSet<string>();
        private int namesDay;

        private readonly Question<OrderReport> orders = new Question<OrderReport>();
        private readonly Question<FillReport> fills = new Question<FillReport>();
        private readonly Question<PositionRecord> positions = new Question<PositionRecord>();
        private readonly Question<MarginRecord> margins = new Question<MarginRecord>();
        private readonly object sessionState = new object();
        private int state = Abi.LoggedOut;
        private bool isClosed;

        /// Throws if the broker's assembly is missing, so that this is reported at the start.
        internal static void RequireBroker()
        {
            GC.KeepAlive(typeof(PFCFAPI).Assembly.FullName);
        }

        internal Session(string options, IntPtr listener, IntPtr context)
        {
            this.listener = (Listener)Marshal.GetDelegateForFunctionPointer(listener, typeof(Listener));
            this.context = context;
            Dictionary<string, string> given = options.Split('\n').Where(line => line.Contains('='))
                .ToDictionary(line => line.Substring(0, line.IndexOf('=')), line => line.Substring(line.IndexOf('=') + 1));
            dealer = given.ContainsKey("dealer_url") ? given["dealer_url"] : "";
            noteBytes = given.ContainsKey("note_bytes")
                ? int.Parse(given["note_bytes"], NumberStyles.None, CultureInfo.InvariantCulture)
                : simulation.IsThere ? Abi.NoteBytes - 1 : BrokersNoteBytes;
            simulation.Open(options);
            api.PFCloginStatus += text => Safely(() => OnLogin(text));
            api.PFCErrorData += text => Safely(() => OnError(text));
            api.DTradeLib.OnConnected += () => Safely(() => OnLine(true));
            api.DTradeLib.OnDisconnected += () => Safely(() => OnLine(false));
            api.DTradeLib.OnReply += reply => Safely(() => OnReply(reply));
            api.DTradeLib.OnMatch += match => Safely(() => OnMatch(match));
            api.DTradeLib.OnQueryReply += (count, number, reply) =>
                Safely(() => orders.Record(count, number, reply == null ? "" : reply.investorAcno, () => ReportOf(reply)));
            api.DTradeLib.OnQueryMatch += (count, number, match) =>
                Safely(() => fills.Record(count, number, match == null ? "" : match.investorAcno, () => FillOf(match)));
            api.DQuoteLib.OnTickDataTrade += (code, info, time, price, buys, sells, quantity, total, prices, quantities) =>
                Safely(() => OnTick(code, time, price, quantity));
            api.DAccountLib.OnPositionData += (count, number, account, product, kind, carriedBuy, carriedSell, orderedBuy,
                orderedSell, matchedBuy, matchedSell, closed, buy, sell, last, costBuy, costSell, spreadBuy, spreadSell, open,
                currency, realized) =>
                Safely(() => positions.Record(
                    count, number, account, () => PositionOf(account, product, buy, sell, costBuy, costSell, open)));
            api.DAccountLib.OnPositionError += (code, text) => Safely(() => positions.Fail(text + " (" + code + ")"));
            api.DAccountLib.OnMarginData += (rate, before, balanceBefore, paid, realized, open, optionRealized, optionOpen,
                premium, fee, tax, orderPremium, equity, orderMargin, initial, maintenance, free, buyValue, sellValue, worth,
                initialRate, maintenanceRate, risk, worthTwd, initialRateTwd, freeTwd, extra, expiry, day, time, account) =>
                Safely(() => margins.Record("1", "1", account, () => MarginOf(account, equity, open, initial, free)));
            api.DAccountLib.OnMarginError += (code, text) => Safely(() => margins.Fail(text + " (" + code + ")"));
        }

        // ---- events ----

        /// Handles an event: no exception reaches the broker's thread, and no event is handled after Close.
        private void Safely(Action action)
        {
            gate.EnterReadLock();
            try
            {
                if (!isClosed) action();
            }
            catch (Exception e)
            {
                // An invalid event is ignored: the gateway queries orders of which it gets no report.
                Console.Error.WriteLine("An event of the broker was ignored: " + e.Message);
            }
            finally
            {
                gate.ExitReadLock();
            }
        }

        private void Tell(int kind, long request, void* record)
        {
            listener(context, kind, request, (IntPtr)record);
        }

        private void Answered(long request, int records, int coversFrom)
        {
            var answer = new AnswerRecord { records = records, complete = 1, coversFrom = coversFrom };
            Tell(Abi.EventAnswered, request, &answer);
        }

        private void NotAnswered(long request, string why)
        {
            Safely(() =>
            {
                StatusRecord status = StatusOf(0, "", why);
                Tell(Abi.EventNotAnswered, request, &status);
            });
        }

        private static StatusRecord StatusOf(int state, string code, string text)
        {
            var status = new StatusRecord { state = state };
            Texts.Write(code, status.code, Abi.CodeBytes);
            Texts.Write(text, status.text, Abi.TextBytes);
            return status;
        }

        /// State changes are reported one at a time and in order, so that the last one is valid.
        private void ChangeState(int newState, string text, Func<int, bool> isPossible)
        {
            lock (sessionState)
            {
                if (!isPossible(state)) return;
                state = newState == Abi.LoginRefused ? Abi.LoggedOut : newState;
                StatusRecord status = StatusOf(newState, "", text);
                Tell(Abi.EventSession, 0, &status);
            }
        }

        private void OnLogin(string text)
        {
            bool isRefusal = text.Contains("錯誤") || text.IndexOf("error", StringComparison.OrdinalIgnoreCase) >= 0;
            ChangeState(isRefusal ? Abi.LoginRefused : Abi.LoggedIn, text, before => true);
        }

        private void OnError(string text)
        {
            ChangeState(Abi.LoginRefused, text, before => before == Abi.LoggedOut);
        }

        private void OnLine(bool up)
        {
            // The connection also comes up before the login is finished; that does not change the session's state.
            if (up) ChangeState(Abi.LoggedIn, "", before => before == Abi.LineDown);
            else ChangeState(Abi.LineDown, "", before => before == Abi.LoggedIn);
        }

        private void OnReply(DTrade.Reply reply)
        {
            OrderReport report = ReportOf(reply);
            Tell(Abi.EventOrder, 0, &report);
        }

        private void OnMatch(DTrade.Match match)
        {
            FillReport report = FillOf(match);
            Tell(Abi.EventFill, 0, &report);
        }

        private void OnTick(string code, string time, string price, string quantity)
        {
            var tick = new TickRecord
            {
                price = Texts.Scaled(price), time = Times.Recent(time), quantity = Texts.Quantity(quantity)
            };
            Texts.Require((price ?? "").Trim() != "", "a tick without a price");
            Texts.Write(Code(code), tick.itemCode, Abi.CodeBytes);
            Tell(Abi.EventTick, 0, &tick);
        }

        private static string Code(string text)
        {
            string code = (text ?? "").Trim();
            Texts.Require(code != "", "a code is missing");
            return code;
        }

        private OrderReport ReportOf(DTrade.Reply reply)
        {
            bool isRefused = Code(reply.Statuscode) != Accepted;
            var report = new OrderReport
            {
                price = Texts.Scaled(reply.orderPrice), tradingDay = Times.Day(reply.tradedate),
                side = SideOf(reply.BS), type = "LMP".IndexOf(Code(reply.orderType), StringComparison.Ordinal) + 1,
                timeInForce = "RIF".IndexOf(Code(reply.orderCondition), StringComparison.Ordinal) + 1,
                quantity = Texts.Quantity(reply.orderQty), filled = Texts.Quantity(reply.matchQty),
                cancelled = Texts.Quantity(reply.DelQty)
            };
            int working = Texts.Quantity(reply.NoMatchQty);
            Learn(report.tradingDay, reply.orderNo, reply.seq);
            report.time = Times.Moment(report.tradingDay, reply.orderTime);
            if (isRefused)
            {
                // The broker reports a rejected change of a working order in the same way.
                bool wasTaken;
                lock (names) wasTaken = taken.Contains(SerialOf(reply.orderNo, reply.seq, reply.note));
                Texts.Require(!wasTaken && report.filled == 0 && working == 0, "a rejection of an order that was accepted");
                report.state = Abi.Refused;
                report.filled = report.cancelled = 0;
                Texts.Write(reply.Statuscode.Trim(), report.code, Abi.CodeBytes);
                Texts.Write(reply.orderStatus, report.text, Abi.TextBytes);
            }
            else
            {
                // The sum detects a blank field that should be a number.
                Texts.Require(report.quantity >= 1 && report.filled + (long)working + report.cancelled == report.quantity
                    && (report.type != 1 || report.price > 0), "an order's quantities or its price");
                report.state = report.filled == report.quantity ? Abi.Filled : working == 0 ? Abi.Cancelled : Abi.Working;
            }
            string serial = SerialOf(reply.orderNo, reply.seq, reply.note);
            lock (names)
            {
                if (!isRefused) taken.Add(serial);
                if (isRefused || working == 0) workingBySerial.Remove(serial);
                else workingBySerial[serial] = working;
            }
            Texts.Write(serial, report.serial, Abi.CodeBytes);
            Texts.Write(Code(reply.investorAcno), report.account, Abi.CodeBytes);
            Texts.Write(Code(reply.productId), report.itemCode, Abi.CodeBytes);
            Texts.Write(reply.note, report.note, Abi.NoteBytes);
            return report;
        }

        private FillReport FillOf(DTrade.Match match)
        {
            var report = new FillReport
            {
                price = Texts.Scaled(match.MatchPrice), tradingDay = Times.Day(match.tradedate), side = SideOf(match.BS),
                quantity = Texts.Quantity(match.MatchQty)
            };
            Texts.Require(report.quantity >= 1 && (match.MatchPrice ?? "").Trim() != "", "a trade's quantity or its price");
            report.time = Times.Moment(report.tradingDay, match.matchTime);
            Texts.Write(Code(match.matchseq), report.number, Abi.CodeBytes);
            Texts.Write(SerialOf(match.orderNo, "", match.note), report.serial, Abi.CodeBytes);
            Texts.Write(Code(match.investorAcno), report.account, Abi.CodeBytes);
            Texts.Write(Code(match.productId), report.itemCode, Abi.CodeBytes);
            Texts.Write(match.note, report.note, Abi.NoteBytes);
            return report;
        }

        private static PositionRecord PositionOf(
            string account, string product, string buy, string sell, string costBuy, string costSell, string open)
        {
            int bought = Texts.Quantity(buy), sold = Texts.Quantity(sell);
            long boughtAt = Texts.Scaled(costBuy), soldAt = Texts.Scaled(costSell);
            // A blank counts as 0, but quantity and cost must both be 0 or both not.
            Texts.Require((bought == 0) == (boughtAt == 0) && (sold == 0) == (soldAt == 0) && (open ?? "").Trim() != "",
                "a position's quantity, cost or P&L");
            var record = new PositionRecord
            {
                quantity = bought - sold, averagePrice = bought >= sold ? boughtAt : soldAt, unrealizedPnl = Texts.Scaled(open)
            };
            Texts.Write(Code(account), record.account, Abi.CodeBytes);
            Texts.Write(Code(product), record.itemCode, Abi.CodeBytes);
            return record;
        }

        private static MarginRecord MarginOf(string account, string equity, string open, string initial, string free)
        {
            foreach (string field in new[] { equity, open, initial, free })
            {
                Texts.Require((field ?? "").Trim() != "", "an amount");
            }
            var record = new MarginRecord
            {
                equity = Texts.Scaled(equity), initialMargin = Texts.Scaled(initial), available = Texts.Scaled(free)
            };
            record.balance = record.equity - Texts.Scaled(open);
            Texts.Write(Code(account), record.account, Abi.CodeBytes);
            Texts.Write("TWD", record.currency, Abi.CodeBytes);
            return record;
        }

        private static int SideOf(string text)
        {
            string side = Code(text);
            Texts.Require(side == "B" || side == "S", "a side");
            return side == "B" ? 1 : 2;
        }

        // ---- an order's two numbers: the one under which it was sent, which the caller knows, and the exchange's ----

        private void Learn(int tradingDay, string orderNo, string seq)
        {
            if (string.IsNullOrWhiteSpace(orderNo) || string.IsNullOrWhiteSpace(seq)) return;
            lock (names)
            {
                // A late report of an earlier day: its numbers belong to other orders today.
                if (tradingDay < namesDay) return;
                if (tradingDay > namesDay)
                {
                    // Numbers restart each day.
                    namesDay = tradingDay;
                    serials.Clear();
                    orderNumbers.Clear();
                    workingBySerial.Clear();
                    sentByTag.Clear();
                    taken.Clear();
                }
                serials[orderNo.Trim()] = seq.Trim();
                orderNumbers[seq.Trim()] = orderNo.Trim();
            }
        }

        /// The number under which an order was sent: by the exchange's number or, if its first report is missing or invalid, by
        /// the tag in its note. Empty if it is not known yet; the exchange's own number must not be used instead.
        private string SerialOf(string orderNo, string seq, string note)
        {
            if (!string.IsNullOrWhiteSpace(seq)) return seq.Trim();
            string number = (orderNo ?? "").Trim();
            string found;
            lock (names)
            {
                return serials.TryGetValue(number, out found) || sentByTag.TryGetValue(Tag(note), out found) ? found : "";
            }
        }

        private string OrderNoOf(string serial)
        {
            string found;
            lock (names) return orderNumbers.TryGetValue(serial, out found) ? found : null;
        }

        // ---- calls ----

        internal int Describe(Description* description)
        {
            description->capabilities = Abi.CanFindByTag | Abi.CanListOrders | Abi.CanReplace | Abi.CanReportTicks
                | (simulation.IsThere ? Abi.CanTellAbsence : 0) | (simulation.IsFed ? Abi.CanBeFed : 0);
            description->noteBytes = noteBytes;
            Texts.Write("UTF-8", description->encoding, Abi.CodeBytes);
            Texts.Write(simulation.IsThere ? "stub of a .NET broker" : "PFCF .NET assembly", description->name, Abi.NameBytes);
            Texts.Write(typeof(PFCFAPI).Assembly.GetName().Version.ToString(), description->version, Abi.CodeBytes);
            return Abi.Ok;
        }

        internal int Login(string user, byte* password, int bytes)
        {
            // The broker's API takes a string, which cannot be wiped; it remains in memory until it is garbage-collected.
            api.PFCLogin(user, Encoding.UTF8.GetString(Texts.Copy(password, bytes)), dealer);
            return Abi.Ok;
        }

        internal int Logout()
        {
            api.PFCLogout();
            ChangeState(Abi.LoggedOut, "", before => before != Abi.LoggedOut);
            return Abi.Ok;
        }

        internal int Accounts(byte* to, int capacity)
        {
            List<string> accounts = api.UserOrderSet;
            for (int i = 0; i < Math.Min(capacity, accounts.Count); i++)
            {
                Texts.Write(accounts[i].Trim(), to + i * Abi.CodeBytes, Abi.CodeBytes);
            }
            return accounts.Count;
        }

        internal int Instruments(InstrumentRecord* to, int capacity)
        {
            List<FutureData> futures = api.PFCGetFutureData("");
            for (int i = 0; i < Math.Min(capacity, futures.Count); i++)
            {
                Texts.Write(futures[i].COMMODITYID.Trim(), to[i].itemCode, Abi.CodeBytes);
                Texts.Write(futures[i].desc, to[i].name, Abi.NameBytes);
                to[i].multiplier = Products.PointValue(futures[i].COMMODITYID.Trim(), futures[i].Premium);
            }
            return futures.Count;
        }

        internal int TradingDay()
        {
            long time = simulation.Time;
            return time == 0 ? 0 : Times.TradingDay(time);
        }

        /// The error code if no call can be made now; otherwise 0.
        private int Obstacle()
        {
            lock (sessionState)
            {
                return state == Abi.LoggedIn ? Abi.Ok : state == Abi.LineDown ? Abi.Disconnected : Abi.NotLoggedIn;
            }
        }

        internal int Send(OrderRecord* order, ReplyRecord* reply)
        {
            int obstacle = Obstacle();
            if (obstacle != Abi.Ok) return obstacle;
            string note = Texts.Read(order->note, Abi.NoteBytes);
            DTrade.OrderResult result = api.DTradeLib.Order(new DTrade.OrderObject
            {
                ACTNO = Texts.Read(order->account, Abi.CodeBytes), PRODUCTID = Texts.Read(order->itemCode, Abi.CodeBytes),
                NOTE = note,
                BS = order->side == 1 ? DTrade.SideEnum.Buy : DTrade.SideEnum.Sell,
                ORDERTYPE = order->type == 1 ? DTrade.OrderTypeEnum.Limit
                    : order->type == 2 ? DTrade.OrderTypeEnum.Market : DTrade.OrderTypeEnum.MarketPrice,
                PRICE = order->price / Abi.Scale, ORDERQTY = order->quantity,
                TIMEINFORCE = order->timeInForce == 1 ? DTrade.TimeInForceEnum.ROD
                    : order->timeInForce == 2 ? DTrade.TimeInForceEnum.IOC : DTrade.TimeInForceEnum.FOK,
                OPENCLOSE = order->openClose == 1 ? DTrade.OpenCloseEnum.Y
                    : order->openClose == 2 ? DTrade.OpenCloseEnum.N : DTrade.OpenCloseEnum.AUTO,
                DTRADE = order->dayTrade == 1 ? DTrade.DayTradeEnum.Y : DTrade.DayTradeEnum.N
            });
            if (result.ISSEND)
            {
                // Without a tag, any other order would be taken for this one.
                if (note != "") lock (names) sentByTag[Tag(note)] = result.SEQ.Trim();
            }
            return Told(reply, "", result);
        }

        private static string Tag(string note)
        {
            return (note ?? "").Split(' ')[0];
        }

        private static int Told(ReplyRecord* reply, string serial, DTrade.OrderResult result)
        {
            reply->accepted = result.ISSEND ? 1 : 0;
            Texts.Write(serial == "" ? result.ISSEND ? result.SEQ : "" : serial, reply->serial, Abi.CodeBytes);
            Texts.Write(result.ISSEND ? "" : (result.ERRORCODE ?? "").Trim(), reply->code, Abi.CodeBytes);
            Texts.Write(result.ISSEND ? "" : (result.ERRORMSG ?? "").Trim(), reply->text, Abi.TextBytes);
            return Abi.Ok;
        }

        internal int Cancel(string account, string serial, ReplyRecord* reply)
        {
            return Change(account, serial, reply, new DTrade.ReplaceObject { REPLACETYPE = DTrade.ReplaceTypeEnum.Cancel });
        }

        /// The broker reduces an order's quantity and changes its price in separate calls. The quantity is reduced first, because
        /// at the new price the order may trade at once.
        internal int Replace(string account, string serial, long price, int quantity, ReplyRecord* reply)
        {
            string orderNo;
            int result = Named(account, serial, out orderNo);
            if (result != Abi.Ok) return result;
            reply->accepted = 1;
            if (quantity > 0) result = Reduce(account, serial, quantity, reply);
            if (price == 0 || result != Abi.Ok || reply->accepted == 0) return result;
            result = Change(account, serial, reply, new DTrade.ReplaceObject
            {
                REPLACETYPE = DTrade.ReplaceTypeEnum.Price, PRICE = price / Abi.Scale
            });
            // Only half of the change was made, which is neither accepted nor rejected.
            return quantity > 0 && (result != Abi.Ok || reply->accepted == 0) ? Abi.Failed : result;
        }

        private int Reduce(string account, string serial, int quantity, ReplyRecord* reply)
        {
            int working;
            // 0 if the order is no longer working.
            lock (names) workingBySerial.TryGetValue(serial, out working);
            // A negative reduction would be an increase.
            if (quantity > working)
                return Told(reply, serial, new DTrade.OrderResult
                {
                    ERRORCODE = "REPLACE", ERRORMSG = "The quantity can only be reduced."
                });
            if (quantity == working) return Told(reply, serial, new DTrade.OrderResult { ISSEND = true });
            return Change(account, serial, reply, new DTrade.ReplaceObject
            {
                REPLACETYPE = DTrade.ReplaceTypeEnum.Reduce, ORDERQTY = working - quantity
            });
        }

        /// The broker's own number of an order. If it was not reported yet, the change cannot be made; the number is then
        /// queried, so that the change can be tried again.
        private int Named(string account, string serial, out string orderNo)
        {
            orderNo = OrderNoOf(serial);
            int obstacle = Obstacle();
            if (obstacle != Abi.Ok || orderNo != null) return obstacle;
            if (orders.Begin(account, found => { }, why => { })) api.DTradeLib.QueryReply(account);
            return Abi.Argument;
        }

        private int Change(string account, string serial, ReplyRecord* reply, DTrade.ReplaceObject replacement)
        {
            string orderNo;
            int obstacle = Named(account, serial, out orderNo);
            if (obstacle != Abi.Ok) return obstacle;
            replacement.ACTNO = account;
            replacement.ORDERNO = orderNo;
            replacement.NOTE = "";
            return Told(reply, serial, api.DTradeLib.ReplaceOrder(replacement));
        }

        internal int Find(long request, byte* tags, int count)
        {
            var asked = new HashSet<string>();
            for (int i = 0; i < count; i++) asked.Add(Texts.Read(tags + i * Abi.CodeBytes, Abi.CodeBytes));
            return Query(orders, api.DTradeLib.QueryReply, request, found =>
            {
                int told = 0;
                foreach (OrderReport one in found)
                {
                    OrderReport report = one;
                    if (count > 0 && !asked.Contains(Texts.Read(report.note, Abi.NoteBytes).Split(' ')[0])) continue;
                    Tell(Abi.EventFoundOrder, request, &report);
                    told++;
                }
                Answered(request, told, simulation.IsThere ? 0 : Times.TradingDay(Times.Now()));
            });
        }

        internal int QueryFills(long request)
        {
            return Query(fills, api.DTradeLib.QueryMatch, request, found =>
            {
                foreach (FillReport one in found)
                {
                    FillReport report = one;
                    Tell(Abi.EventFoundFill, request, &report);
                }
                Answered(request, found.Count, 0);
            });
        }

        internal int QueryPositions(long request)
        {
            return Query(positions, account => api.DAccountLib.GetPosition(account, ""), request, found =>
            {
                foreach (PositionRecord one in found)
                {
                    PositionRecord record = one;
                    Tell(Abi.EventFoundPosition, request, &record);
                }
                Answered(request, found.Count, 0);
            });
        }

        internal int QueryMargin(long request, string account)
        {
            return Query(margins, new List<string> { account }, one => api.DAccountLib.GetMargin(one, "TWD"), request, found =>
            {
                MarginRecord record = found[0];
                Tell(Abi.EventFoundMargin, request, &record);
                Answered(request, 1, 0);
            });
        }

        private int Query<T>(Question<T> question, Action<string> ask, long request, Action<List<T>> answered)
        {
            List<string> accounts = api.UserOrderSet.Select(account => account.Trim()).ToList();
            return Query(question, accounts.Count == 0 ? new List<string> { "" } : accounts, ask, request, answered);
        }

        /// Queries one account after the other; the answer is complete when that of the last account is.
        private int Query<T>(
            Question<T> question, List<string> accounts, Action<string> ask, long request, Action<List<T>> answered)
        {
            int obstacle = Obstacle();
            if (obstacle != Abi.Ok) return obstacle;
            var all = new List<T>();
            int next = 0;
            Func<bool> askNext = null;
            askNext = () =>
            {
                string account = accounts[next++];
                bool begun = question.Begin(
                    account,
                    found =>
                    {
                        all.AddRange(found);
                        if (next == accounts.Count) answered(all);
                        // The next query must not start within the broker's event handler.
                        else ThreadPool.QueueUserWorkItem(unused =>
                        {
                            if (!askNext()) NotAnswered(request, "Another query was started in between.");
                        });
                    },
                    why => NotAnswered(request, why));
                if (!begun) return false;
                try
                {
                    ask(account);
                }
                catch (Exception e)
                {
                    question.Fail(e.Message);
                }
                return true;
            };
            return askNext() ? Abi.Ok : Abi.Failed;
        }

        internal int Subscribe(string code)
        {
            try
            {
                api.DQuoteLib.RegItem(code);
                return Abi.Ok;
            }
            catch (ArgumentException)
            {
                return Abi.Argument;
            }
        }

        internal int Feed(TickRecord* tick, bool isTrade)
        {
            if (!simulation.IsFed) return Abi.Unsupported;
            simulation.Feed(Texts.Read(tick->itemCode, Abi.CodeBytes), tick->price / Abi.Scale, tick->time, isTrade);
            return Abi.Ok;
        }

        internal int Counts(long* orderCount, long* fillCount)
        {
            if (!simulation.IsThere) return Abi.Unsupported;
            *orderCount = simulation.Orders;
            *fillCount = simulation.Fills;
            return Abi.Ok;
        }

        internal int Close()
        {
            simulation.Close();
            gate.EnterWriteLock();
            isClosed = true;
            gate.ExitWriteLock();
            return Abi.Ok;
        }
    }

    /// The value of a point by product, if the broker does not report it.
    internal static class Products
    {
        private static readonly Dictionary<string, int> Known = new Dictionary<string, int>
        {
            { "TXF", 200 }, { "MXF", 50 }, { "TMF", 10 }, { "EXF", 4000 }, { "ZEF", 500 }, { "FXF", 1000 }, { "ZFF", 250 }
        };

        internal static long PointValue(string code, string told)
        {
            long value = 0;
            try
            {
                value = Texts.Scaled(told);
            }
            catch (FormatException)
            {
                // Use the table instead.
            }
            int known;
            if (value > 0) return value;
            return (code.Length >= 3 && Known.TryGetValue(code.Substring(0, 3), out known) ? known : 1) * 10000L;
        }
    }
}
