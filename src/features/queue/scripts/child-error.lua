-- Says what is wrong with a job whose child has failed.
--
-- childError(child): the error of its parent, as json: which child it was, and what was wrong with it.
local function childError(child)
  local cause = cjson.decode(child.json)
  local text = type(cause) == 'table' and cause.message or cause
  local message = 'The job ' .. child.id .. ' of the queue ' .. child.queue .. ' has failed'
  if type(text) == 'string' then
    message = message .. ': ' .. string.sub(text, 1, 1000)
  end
  return cjson.encode({ name = 'ChildFailedError', code = 'CHILD_FAILED', message = message, queue = child.queue, id = child.id })
end
